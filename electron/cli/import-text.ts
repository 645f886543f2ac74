import type { StowageContract } from '../../shared/contract/index.ts';
import type { Understanding } from '../../shared/contract/understanding.ts';
import type { OutputOf } from '../../shared/rpc.ts';
import { plainQuestion, sayEnglish } from '../service/import/say.ts';
import { textTable } from './output.ts';

type Report = OutputOf<StowageContract['imports.run']>;

export function reportText(report: Report): string {
  const warnings = report.warnings.map(({ message, row, column }) => `${placeText(row, column)}${message}`);
  const unmapped = report.unmapped.map(({ field, value, count }) => [field, value, count]);
  return [
    textTable([report.dryRun ? 'nothing was changed' : 'imported', ''], countRows(report)),
    ...(unmapped.length === 0 ? [] : [textTable(['not placed', 'value', 'count'], unmapped)]),
    ...(report.notes ?? []).map(sayEnglish),
    ...warnings,
  ].join('\n\n');
}

function countRows(report: Report): [string, number][] {
  return [
    ['rows read', report.rowsRead],
    ['rows accepted', report.rowsAccepted],
    ['rows rejected', report.rowsRejected],
    ['exact repeats', report.exactRepeats],
    ...(report.leftOut ?? []).map(({ kind, rows }): [string, number] => [`left out: ${kind}`, rows]),
    ...(report.records === undefined ? [] : [['records', report.records] satisfies [string, number]]),
    ...(report.events === undefined ? [] : [['events', report.events] satisfies [string, number]]),
  ];
}

function placeText(row: number | undefined, column: string | undefined): string {
  const parts = [...(row === undefined ? [] : [`row ${row}`]), ...(column === undefined ? [] : [`column ${column}`])];
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

const SHOWN_VALUES = 5;

/** What a file holds, in English. */
export function understandingText(found: Understanding): string {
  return [
    textTable(['file', ''], fileRows(found)),
    textTable(['column', 'field', 'filled', 'distinct', 'not placed', 'why'], columnRows(found)),
    ...found.columns.flatMap(unplacedLines),
    ...found.leftOut.map(({ kind, count, rows }) => `left out as ${kind}: ${count} (row ${rows.map(({ row }) => row).join(', ')})`),
    ...found.notes.map(sayEnglish),
    ...found.misfits.map((misfit) => `! ${sayEnglish(misfit)}`),
    ...found.questions.map(questionText),
  ].join('\n\n');
}

function fileRows({ file, totalRows, records }: Understanding): [string, string | number][] {
  const said = [
    ['format', file.format],
    ['entry', file.entry],
    ['encoding', file.encoding],
    ['delimiter', file.delimiter === '\t' ? 'tab' : file.delimiter],
    ['sheets', file.sheets.map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name)).join(', ')],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return [...said, ['bytes', file.bytes], ['rows below the header', totalRows], ['rows of data', records]];
}

function columnRows({ columns }: Understanding): (string | number | null)[][] {
  return columns.map(({ header, field, filled, distinct, unplaced, reason }) => [
    header,
    field ?? '–',
    filled,
    distinct,
    unplaced,
    sayEnglish(reason),
  ]);
}

function unplacedLines({ header, values }: Understanding['columns'][number]): string[] {
  const lost = values.filter(({ status }) => status === 'unmapped' || status === 'unread');
  if (lost.length === 0) return [];
  const shown = lost.slice(0, SHOWN_VALUES).map(({ value, count }) => `"${value}" (${count})`);
  const more = lost.length > SHOWN_VALUES ? ` and ${lost.length - SHOWN_VALUES} more` : '';
  return [`${header}: not placed: ${shown.join(', ')}${more}`];
}

function questionText(open: Understanding['questions'][number]): string {
  const { id, options, evidence } = plainQuestion(open);
  return `? ${id}\n  ${evidence}\n  --decide ${id}=${options.join('|')}`;
}
