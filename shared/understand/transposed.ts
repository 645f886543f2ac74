import type { OpenQuestion } from '../contract/understanding.ts';
import { isHeaderWord } from './field-words.ts';
import type { Survey } from './survey.ts';

const ID = 'transposed';
const LEAST_ROWS = 3;
const LEAST_SHARE = 0.6;
/** A table that stands on its side has as many rows as a case has facts. */
const MOST_ROWS = 40;

/** The cells of the first column from the top of the file down. */
function firstColumn({ head }: Survey): string[] {
  return head.map(({ cells }) => (cells.find((cell) => cell.trim() !== '') === cells[0] ? (cells[0] ?? '').trim() : '')).filter(Boolean);
}

/** A table whose first column, not its first row, names what the cells are holds a case in each column; it must be turned before it can be read. */
export function transposedQuestions(survey: Survey, decisions: Record<string, string>): OpenQuestion[] {
  if (decisions[ID] !== undefined || survey.rows > MOST_ROWS || survey.sheetColumn !== undefined) return [];
  const cells = firstColumn(survey);
  const named = new Set(cells.filter((cell) => isHeaderWord(cell)));
  const inHeader = survey.header.headers.filter((header) => isHeaderWord(header)).length;
  if (named.size < LEAST_ROWS || named.size < cells.length * LEAST_SHARE || inHeader > 1) return [];
  const list = [...named].slice(0, 8).join(', ');
  return [
    {
      id: ID,
      options: [{ value: 'rows', label: { code: 'option-transposed-rows', values: {} } }],
      evidence: { code: 'transposed-open', values: { list, rows: survey.rows } },
      examples: survey.head.slice(0, 4).map(({ cells: own }) => own.join(' | ').slice(0, 200)),
    },
  ];
}
