import classes from './screen.module.css';

export interface Figure {
  label: string;
  value: string;
  tone?: 'bad' | 'warn';
}

/** A row of numbers with their names. Values are final wording. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map((figure) => (
        <div key={figure.label} data-tone={figure.tone}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
