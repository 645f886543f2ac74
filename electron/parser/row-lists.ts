import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { Survey, SurveyRow } from '../../shared/understand/survey.ts';
import { SURVEY_ROWS } from './limits.ts';
import type { ReadRow } from './row-sorter.ts';
import { createSpreadSample } from './spread-sample.ts';

const SHOWN_CHARACTERS = 1000;
const isLong = (cell: string): boolean => cell.length > SHOWN_CHARACTERS;

/** Cells as a survey shows them. */
export const cut = (cells: string[]): string[] => (cells.some(isLong) ? cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)) : cells);

type ListedRow = Pick<ReadRow, 'row' | 'cells'>;

/** Counts rows by what they are and keeps those that are shown; their text is asked for only then. */
export interface RowLists {
  leftOut(kind: LeftOutKind, row: ListedRow, line: number): void;
  ragged(row: ListedRow, line: number): void;
  data(row: number, cells: () => string[]): void;
  facts(): Pick<Survey, 'records' | 'leftOut' | 'ragged' | 'sample'>;
}

export function createRowLists(): RowLists {
  const sample = createSpreadSample(SURVEY_ROWS.sample);
  const leftOut = new Map<LeftOutKind, { kind: LeftOutKind; count: number; rows: SurveyRow[] }>();
  const ragged: Survey['ragged'] = { count: 0, rows: [] };
  let records = 0;
  const list = (to: { count: number; rows: SurveyRow[] }, { row, cells }: ListedRow, line: number) => {
    to.count++;
    if (to.rows.length < SURVEY_ROWS.listed) to.rows.push({ row, line, cells: cut(cells()) });
  };
  return {
    leftOut(kind, row, line) {
      const group = leftOut.get(kind) ?? { kind, count: 0, rows: [] };
      leftOut.set(kind, group);
      list(group, row, line);
    },
    ragged: (row, line) => list(ragged, row, line),
    data(row, cells) {
      records++;
      sample.offer(row, () => cut(cells()));
    },
    facts: () => ({ records, leftOut: [...leftOut.values()], ragged, sample: sample.rows() }),
  };
}
