import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { QualityReport } from '../../../shared/contract/quality.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import blocks from '../../blocks/blocks.module.css';
import { Section } from '../../ui/screen.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { fieldText } from './names.ts';
import classes from './quality.module.css';

type By = 'year' | 'field';
interface Line {
  code: string;
  label: string;
  cases: number;
  /** Shares answered; null where nobody collected it. */
  cells: { stated: number | null; cases: number }[];
}

/** How much is stated by whom and when: reporters down, years or fields across. The hatch is what is not stated. */
export function ReporterMatrix({ report }: { report: QualityReport }) {
  const words = useWords();
  const [by, setBy] = useState<By>('year');
  const [rows, setRows] = useState<'reporters' | 'years'>('reporters');
  const { matrix } = report;
  const across = by === 'year' && rows === 'reporters';
  const heads = across ? matrix.years.map(({ year }) => yearText(words, year)) : matrix.fields.map((field) => fieldText(words, field));
  const lines = linesOf(words, report, rows, across);
  const title = words.text('checks.matrix.title');
  return (
    <Section
      title={title}
      lead={words.text('checks.matrix.lead', { left: matrix.elsewhere, shown: words.number(matrix.elsewhere) })}
      actions={
        <>
          <SegmentedControl
            aria-label={words.text('checks.matrix.rows')}
            value={rows}
            onChange={(value) => setRows(value === 'years' ? 'years' : 'reporters')}
            data={(['reporters', 'years'] as const).map((value) => ({ value, label: words.text(`checks.matrix.by.${value}`) }))}
          />
          {rows === 'reporters' ? (
            <NativeSelect
              aria-label={words.text('checks.matrix.columns')}
              value={by}
              data={(['year', 'field'] as const).map((value) => ({ value, label: words.text(`checks.matrix.across.${value}`) }))}
              onChange={(event) => setBy(event.currentTarget.value === 'field' ? 'field' : 'year')}
            />
          ) : null}
        </>
      }
    >
      <ScrollRegion className={classes.matrixScroll} label={title}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{words.text(`checks.matrix.by.${rows}`)}</th>
              <th scope="col" data-numeric>
                {words.text('checks.problems.cases')}
              </th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.code}>
                <th scope="row">{line.label}</th>
                <td data-numeric>{words.number(line.cases)}</td>
                {line.cells.map((cell, at) => (
                  <Cell key={heads[at]} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

function Cell({ cell }: { cell: Line['cells'][number] }) {
  const words = useWords();
  if (cell.cases === 0) return <td className={classes.nothing} aria-label={words.text('checks.matrix.noCases')} />;
  const missing = cell.stated === null ? 1 : 1 - cell.stated;
  return (
    <td className={classes.share}>
      <span
        className={`${classes.shareBar} ${blocks.hatch}`}
        data-missing={cell.stated === null ? 'not-collected' : 'not-reported'}
        style={{ width: `${Math.round(missing * 100)}%` }}
        aria-hidden
      />
      <span className={classes.shareText}>
        {cell.stated === null ? words.text('quality.state.not-collected') : words.percentSign(cell.stated)}
      </span>
    </td>
  );
}

function linesOf(words: Wording, { matrix }: QualityReport, rows: 'reporters' | 'years', across: boolean): Line[] {
  if (rows === 'years')
    return matrix.years.map(({ year, cases, stated }) => ({
      code: year,
      label: yearText(words, year),
      cases,
      cells: stated.map((share) => ({ stated: share, cases })),
    }));
  return matrix.reporters.map(({ code, cases, stated, cells }) => ({
    code,
    label: code
      .split('+')
      .map((one) => words.label('country', one))
      .join(', '),
    cases,
    cells: across ? cells : stated.map((share) => ({ stated: share, cases })),
  }));
}

function yearText(words: Wording, year: string): string {
  return year === '' ? words.text('checks.matrix.noDate') : year;
}
