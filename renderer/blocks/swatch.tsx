import classes from './blocks.module.css';
import { hatchOf } from './hatch.tsx';
import { areaColour } from './palette.ts';

/** The small square that ties a name to its colour; hatched where the name is one of the missing. */
export function Swatch({ code, colour, scheme, hatched }: { code: string; colour: string; scheme: 'light' | 'dark'; hatched?: boolean }) {
  const missing = hatchOf(code, hatched);
  return (
    <span
      className={`${classes.swatch} ${classes.hatch}`}
      data-missing={missing}
      style={missing ? undefined : { backgroundColor: areaColour(colour, scheme) }}
      aria-hidden
    />
  );
}
