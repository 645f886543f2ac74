import classes from './blocks.module.css';

/** A number in final wording with its name above and what qualifies it below. */
export function NumberFigure({ label, value, unit, note }: { label: string; value: string; unit?: string; note?: string | undefined }) {
  return (
    <div data-block="number">
      <div className={classes.numberLabel}>{label}</div>
      <div className={classes.number}>
        {value} {unit && <span className={classes.unit}>{unit}</span>}
      </div>
      {note && <div className={classes.numberLabel}>{note}</div>}
    </div>
  );
}
