import type { Recipe } from '../../shared/contract/recipe.ts';
import { cellsOf } from '../../shared/csv/record.ts';
import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { createProfiler } from '../../shared/understand/profile.ts';
import type { HeaderGuess } from '../../shared/understand/survey.ts';
import type { Content } from './content.ts';
import type { FillDown } from './fill-down.ts';
import { createLastRows, type LastRows } from './last-rows.ts';
import { SURVEY_ROWS } from './limits.ts';
import { decodeUtf8, type RecordReader } from './record-reader.ts';
import type { RowCells } from './row-cells.ts';
import { createRowLists, cut, type ListedRow, type RowLists } from './row-lists.ts';
import { findHeader, headOf, paddedTo, type RowFacts, saidTotals, withTotals } from './survey-rows.ts';
import { headerOf, type TextRecord } from './table-shape.ts';
import { createValueCounter } from './value-counter.ts';

/** Surveys the rows of a file while they are read by a shape that was guessed. */
export interface SurveyAlong {
  /** The record of the header or above it that was stepped to. */
  above(record: TextRecord): void;
  /** The record stepped to, and what it was taken for; undefined for one that was refused. */
  row(kind: LeftOutKind | null | undefined): void;
  /** Call before the window moves. */
  hold(): void;
  /** Call before the dictionaries are cleared. */
  handOn(): void;
  /** What a survey would have told; undefined where it would have read the rows otherwise. */
  finish(): RowFacts | undefined;
}

interface AlongOptions {
  /** By which the rows are read. */
  shape: FileShape;
  headers: readonly string[];
  /** That of the survey. */
  surveyed: FileShape;
  cells: RowCells;
  seeds: Uint32Array;
  fill: FillDown;
}

/** What is known once the first records are. */
interface Begun {
  header: HeaderGuess;
  said: string[];
  lists: RowLists;
}

export function createSurveyAlong(reader: RecordReader, content: Content, options: AlongOptions): SurveyAlong {
  const { cells, headers } = options;
  const width = headers.length;
  const counter = createValueCounter(cells, createProfiler(headers, options.seeds[1]), options.fill);
  const tail: LastRows = createLastRows(reader, width, SURVEY_ROWS.tail, cut);
  const first: TextRecord[] = [];
  const kinds: (LeftOutKind | null)[] = [];
  let agrees = !options.fill.fills;
  let begun: Begun | undefined;

  const begin = () => {
    const header = findHeader(first, options.surveyed, content);
    const early = first.slice(header.at + header.rows);
    const lists = createRowLists(width, headerOf(first, header.at, header.rows).above);
    begun = { header, said: saidTotals(headers, early, width), lists };
    agrees &&= first.length - kinds.length === header.at + header.rows && readsAlike(options, begun);
    if (!agrees) return;
    for (const [at, { cells: own, line }] of early.entries()) {
      const texts = paddedTo(width, own);
      tail.add({ row: at + 1, line, cells: cut(texts) });
      const kind = kinds[at] ?? null;
      if (kind === null) counter.addText(texts);
      sort(lists, kind, { row: at + 1, cells: () => texts }, line);
    }
  };
  const sort = (lists: RowLists, kind: LeftOutKind | null, row: ListedRow, line: number) => {
    if (kind === null) lists.data(row, line, row.cells);
    else lists.leftOut(kind, row, line);
  };

  return {
    above: (record) => void first.push(record),
    row(kind) {
      if (kind === undefined) agrees = false;
      if (!agrees) return;
      if (first.length < SURVEY_ROWS.head) {
        first.push({ cells: cellsOf(reader.tokenizer, reader.window.bytes, decodeUtf8), line: reader.line });
        kinds.push(kind ?? null);
        if (first.length === SURVEY_ROWS.head) begin();
        return;
      }
      tail.note();
      if (kind === null) counter.count();
      if (begun) sort(begun.lists, kind ?? null, { row: reader.row, cells: cells.texts, coded: cells }, reader.line);
    },
    hold: tail.hold,
    handOn: counter.handOn,
    finish() {
      if (!begun) begin();
      if (!begun || !agrees || reader.row === 0) return undefined;
      const { header, said, lists } = begun;
      const columns = counter.finish();
      return {
        header,
        head: headOf(first, header),
        ...lists.facts(),
        tail: tail.rows(),
        rows: reader.row,
        columns,
        columnsOfTotals: said,
      };
    },
  };
}

/** Whether the survey finds the same header, and leaves out the same rows by the same words; nothing is arranged by either. */
function readsAlike({ shape, headers, surveyed }: AlongOptions, { header, said }: Begun): boolean {
  const { table = {} } = shape;
  const wanted = withTotals(surveyed.table, said);
  const sameHeader =
    header.headers.length === headers.length && header.headers.every((name, place) => name.trim() === headers[place]?.trim());
  const nothingSaid = [table.keep, table.leave, wanted.keep, wanted.leave].every((rows) => (rows ?? []).length === 0);
  const isPlain = [table, wanted].every(
    ({ sections, measures, marks }) => sections === undefined && measures === undefined && marks === undefined,
  );
  return sameHeader && nothingSaid && isPlain && table.ragged === undefined && kindsOf(table.leaveOut ?? []) === kindsOf(wanted.leaveOut);
}

/** What is left out of a table in which nothing is arranged, in one order. */
function kindsOf(leaveOut: Recipe['table']['leaveOut']): string {
  const left = leaveOut.filter(({ kind, off }) => off !== true && kind !== 'heading' && kind !== 'other-measure');
  const sorted = left.map(({ kind, except = [], within = [], periods = [] }) => [
    kind,
    ...[except, within, periods].map((own) => own.toSorted()),
  ]);
  return JSON.stringify(sorted.toSorted());
}
