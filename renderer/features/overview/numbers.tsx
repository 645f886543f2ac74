import { NumberFigure } from '../../blocks/number-figure.tsx';
import type { OverviewInput } from '../../ui/panel-charts.ts';
import classes from './overview.module.css';

/** The selection in numbers, each with what qualifies it. */
export function Numbers({ input }: { input: OverviewInput }) {
  const { panels, words } = input;
  const share = (part: number, whole: number) => words.percentSign(whole > 0 ? part / whole : 0, 1);
  const range = words.text('explore.numbers.range', { low: words.mass(panels.massKgLow), high: words.mass(panels.massKgHigh) });
  const optional = (value: number | null) => (value === null ? '–' : words.percentSign(value, 1));
  return (
    <div className={classes.numbers}>
      <NumberFigure
        label={words.text('explore.numbers.cases')}
        value={words.number(panels.selected)}
        note={words.text('explore.numbers.of', { share: share(panels.selected, panels.total), total: words.number(panels.total) })}
      />
      <NumberFigure
        label={words.text('explore.numbers.repeats')}
        value={share(panels.repeats, panels.selected)}
        note={words.text('explore.numbers.repeatsNote', { n: words.number(panels.repeats) })}
      />
      <NumberFigure label={words.text('explore.numbers.mass')} value={words.mass(panels.massKg)} note={range} />
      <NumberFigure
        label={words.text('explore.numbers.assumed')}
        value={optional(panels.assumedShare)}
        note={words.text('explore.numbers.assumedNote')}
      />
      <NumberFigure
        label={words.text('explore.numbers.topTen')}
        value={optional(panels.topTenShare)}
        note={words.text('explore.numbers.topTenNote')}
      />
    </div>
  );
}
