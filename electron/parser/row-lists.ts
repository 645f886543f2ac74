import type { LeftOutKind } from '../../shared/domain/fields.ts';
import { createHeadingFinder, headingOf } from '../../shared/understand/headings.ts';
import type { Survey, SurveyRow } from '../../shared/understand/survey.ts';
import { SURVEY_ROWS } from './limits.ts';
import { mayBeHeading, type ReadRow } from './row-sorter.ts';
import { createSpreadSample } from './spread-sample.ts';
import { createSumGroups } from './sum-groups.ts';

const SHOWN_CHARACTERS = 1000;
const isLong = (cell: string): boolean => cell.length > SHOWN_CHARACTERS;

/** Cells as a survey shows them. */
export const cut = (cells: string[]): string[] => (cells.some(isLong) ? cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)) : cells);

export type ListedRow = Pick<ReadRow, 'row' | 'cells' | 'coded'>;

/** Counts rows by what they are and keeps those that are shown; their text is asked for only then. Told of every row in order. */
export interface RowLists {
  leftOut(kind: LeftOutKind, row: ListedRow, line: number): void;
  ragged(row: ListedRow, line: number): void;
  /** `cells` are those of the row, with what is carried down to it. */
  data(row: ListedRow, line: number, cells: () => string[]): void;
  facts(): Pick<Survey, 'records' | 'leftOut' | 'ragged' | 'sample' | 'headings' | 'headSums'>;
}

/** For rows of `width` cells; `above` is the only text of the record right above the header. */
export function createRowLists(width: number, above: string | undefined): RowLists {
  const sample = createSpreadSample(SURVEY_ROWS.sample);
  const finder = createHeadingFinder(above, SURVEY_ROWS.listed);
  const sums = createSumGroups();
  const leftOut = new Map<LeftOutKind, { kind: LeftOutKind; count: number; rows: SurveyRow[] }>();
  const ragged: Survey['ragged'] = { count: 0, rows: [] };
  let records = 0;
  const list = (to: { count: number; rows: SurveyRow[] }, { row, cells }: ListedRow, line: number) => {
    to.count++;
    if (to.rows.length < SURVEY_ROWS.listed) to.rows.push({ row, line, cells: cut(cells()) });
  };
  const tellHeading = (read: ListedRow, line: number) => {
    const text = mayBeHeading(read, width) ? headingOf(read.cells()) : undefined;
    if (text === undefined) finder.data();
    else finder.heading(text, { row: read.row, line, cells: cut(read.cells()) });
  };
  return {
    leftOut(kind, row, line) {
      if (kind === 'heading') tellHeading(row, line);
      else if (kind === 'repeated-header') finder.repeatedHeader();
      else if (kind === 'totals') finder.totals();
      const group = leftOut.get(kind) ?? { kind, count: 0, rows: [] };
      leftOut.set(kind, group);
      list(group, row, line);
    },
    ragged(row, line) {
      tellHeading(row, line);
      list(ragged, row, line);
    },
    data(row, line, cells) {
      tellHeading(row, line);
      sums.add(row.cells);
      records++;
      sample.offer(row.row, () => cut(cells()));
    },
    facts() {
      const headings = finder.facts();
      const found = { ...(headings ? { headings } : {}), ...sums.facts() };
      return { records, leftOut: [...leftOut.values()], ragged, sample: sample.rows(), ...found };
    },
  };
}
