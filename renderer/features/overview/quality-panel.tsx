import { SegmentedControl } from '@mantine/core';
import { memo, useState } from 'react';
import type { ProfilePanels } from '../../../shared/contract/profile.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { useView } from '../../app/view.ts';
import blocks from '../../blocks/blocks.module.css';
import { facetName } from '../../ui/capital.ts';
import { type OverviewInput, sourceLine } from '../../ui/panel-charts.ts';
import { PanelTools } from '../../ui/panel-tools.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { dateRange, isOnly, toggleOnly, toggleRange } from '../../ui/toggle-filter.ts';
import { qualityDoubt } from './doubts.ts';
import classes from './overview.module.css';

type By = 'year' | 'reporter';

interface QualityRow {
  code: string;
  label: string;
  cases: number;
  notStated: number[];
}

/** Shares not stated, hatched: each row a year or a reporter, each column a field. A click on a row's name filters. */
export const QualityPanel = memo(function QualityPanel({ input, isFetching }: { input: OverviewInput; isFetching: boolean }) {
  const { panels, words } = input;
  const [by, setBy] = useState<By>('year');
  const rows: QualityRow[] =
    by === 'year' ? panels.quality.years.map((year) => ({ ...year, code: year.key, label: year.key })) : panels.quality.reporters;
  return (
    <figure className={blocks.figure} aria-busy={isFetching}>
      <figcaption className={blocks.head}>
        <div className={blocks.headText}>
          <h2 className={blocks.title}>{qualityTitle(input)}</h2>
          <p className={blocks.subtitle}>{words.text(`explore.quality.subtitle.${by}`, { n: words.number(panels.selected) })}</p>
        </div>
        <PanelTools doubt={qualityDoubt(input)} />
      </figcaption>
      <div className={classes.controls}>
        <SegmentedControl
          aria-label={words.text('explore.quality.by')}
          value={by}
          onChange={(value) => setBy(value as By)}
          data={(['year', 'reporter'] as const).map((value) => ({ value, label: words.text(`explore.quality.${value}`) }))}
        />
      </div>
      <ScrollRegion className={classes.qualityScroll} label={qualityTitle(input)}>
        <table className={classes.quality}>
          <QualityHead input={input} by={by} />
          <tbody>
            {rows.map((row) => (
              <QualityLine key={row.code} row={row} by={by} input={input} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={blocks.source}>{sourceLine(input)}</p>
    </figure>
  );
});

function QualityHead({ input, by }: { input: OverviewInput; by: By }) {
  const { panels, words } = input;
  return (
    <thead>
      <tr>
        <th scope="col">{words.text(`explore.quality.${by}`)}</th>
        <th scope="col" data-numeric>
          {words.text('explore.unit.cases')}
        </th>
        {panels.quality.fields.map((field) => (
          <th key={field} scope="col">
            {facetName(words, field)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function QualityLine({ row, by, input }: { row: QualityRow; by: By; input: OverviewInput }) {
  const { filter, panels, words } = input;
  const setFilter = useView((view) => view.setFilter);
  const isActive = by === 'year' ? isYear(filter, row.code) : isOnly(filter, 'country', row.code);
  const choose = () => setFilter(by === 'year' ? toggleRange(filter, row.code, row.code) : toggleOnly(filter, 'country', row.code));
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes.rowButton} aria-pressed={isActive} onClick={choose}>
          {row.label}
        </button>
      </th>
      <td data-numeric>{words.number(row.cases)}</td>
      {panels.quality.fields.map((field, at) => (
        <td key={field} className={classes.share}>
          <span
            className={`${classes.shareBar} ${blocks.hatch}`}
            data-missing="not-reported"
            style={{ width: `${Math.round((row.notStated[at] ?? 0) * 100)}%` }}
            aria-hidden
          />
          <span className={classes.shareText}>{words.percentSign(row.notStated[at] ?? 0)}</span>
        </td>
      ))}
    </tr>
  );
}

function isYear(filter: Filter, year: string): boolean {
  const range = dateRange(filter);
  return range?.from === year && range.to === year;
}

/** The field that is worst stated, over all years. */
export function worstField(panels: ProfilePanels): { field: string; share: number } | undefined {
  const cases = panels.quality.years.reduce((all, year) => all + year.cases, 0);
  if (cases === 0) return undefined;
  const shares = panels.quality.fields.map((field, at) => ({
    field,
    share: panels.quality.years.reduce((all, year) => all + (year.notStated[at] ?? 0) * year.cases, 0) / cases,
  }));
  return shares.sort((one, other) => other.share - one.share)[0];
}

function qualityTitle({ panels, words }: OverviewInput): string {
  const worst = worstField(panels);
  if (!worst) return words.text('explore.empty.title');
  return words.text('explore.quality.title', { field: facetName(words, worst.field), share: words.percentSign(worst.share, 1) });
}
