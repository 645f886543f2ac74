import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import { useWords } from '../../../app/words.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import classes from './regimes.module.css';

interface Month {
  month: string;
  cases: number;
  medianKg: number | null;
  smallShare: number | null;
  missing: number | null;
}

/** The figures behind the chart, a hundred months at a time. */
export function LaneTable({ lane, missing }: { lane: RegimeLane; missing: (number | null)[] }) {
  const words = useWords();
  const rows: Month[] = lane.months.map((month, at) => ({
    month,
    cases: lane.cases[at] ?? 0,
    medianKg: lane.medianKg[at] ?? null,
    smallShare: lane.smallShare[at] ?? null,
    missing: missing[at] ?? null,
  }));
  const share = (value: number | null) => (value === null ? '–' : words.percentSign(value));
  return (
    <details className={classes.table}>
      <summary>{words.text('checks.regimes.table')}</summary>
      <DataTable
        caption={words.text('checks.regimes.table')}
        rows={rows}
        keyOf={(row) => row.month}
        columns={[
          {
            key: 'month',
            label: words.text('checks.regimes.month'),
            oneLine: true,
            value: (row) => row.month,
            show: (row) => words.date(row.month),
          },
          {
            key: 'cases',
            label: words.text('checks.regimes.casesShort'),
            numeric: true,
            value: (row) => row.cases,
            show: (row) => words.number(row.cases),
          },
          {
            key: 'median',
            label: words.text('checks.regimes.medianShort'),
            numeric: true,
            value: (row) => row.medianKg ?? -1,
            show: (row) => (row.medianKg === null ? '–' : words.mass(row.medianKg)),
          },
          {
            key: 'small',
            label: words.text('checks.regimes.small'),
            numeric: true,
            value: (row) => row.smallShare ?? -1,
            show: (row) => share(row.smallShare),
          },
          {
            key: 'missing',
            label: words.text('checks.regimes.notStated'),
            numeric: true,
            value: (row) => row.missing ?? -1,
            show: (row) => share(row.missing),
          },
        ]}
      />
    </details>
  );
}
