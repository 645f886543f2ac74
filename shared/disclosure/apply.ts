import type { AnalysisResult } from '../analysis/run.ts';
import type { Filter } from '../domain/filter.ts';
import type { Block, Cell, TableBlock } from '../report/block.ts';
import type { Wording } from '../report/wording.ts';
import { cleanChart, type Drawn } from './clean-chart.ts';
import { rounded } from './methods.ts';
import type { PlannedCell } from './plan.ts';
import type { Decision } from './publication.ts';
import type { CellKeys, Measure } from './question.ts';
import type { ReadTable } from './read-table.ts';
import { saysOnly } from './sentences.ts';

/** What became of one result. */
export interface Applied {
  result: AnalysisResult;
  /** Blocks that do not leave, by kind. */
  withheld: Record<'finding' | 'number' | 'table' | 'chart' | 'caveat', number>;
  /** Figures of its tables that are not printed as they are. */
  hidden: { primary: number; secondary: number; rounded: number };
}

/**
 * A result as it may leave: figures of tables by the decision, tables that are not made of cells not at all, of a chart what its table prints,
 * a sentence only when each of its numbers is a figure that is printed. A sentence that is withheld keeps its place.
 */
export function applyDecision(decision: Decision, result: AnalysisResult, filter: Filter, words: Wording): Applied {
  const applied: Applied = {
    result,
    withheld: { finding: 0, number: 0, table: 0, chart: 0, caveat: 0 },
    hidden: { primary: 0, secondary: 0, rounded: 0 },
  };
  const shown = new Map<number, Drawn>();
  result.blocks.forEach((block, at) => {
    const read = block.kind === 'table' ? decision.read(result, at, filter) : null;
    if (block.kind !== 'table' || !read || decision.isWithheld(filter, read)) return;
    shown.set(at, showTable(block, read, { decision, filter, words, applied }));
  });
  const known = new Set([...shown.values()].flatMap(({ figures }) => [...figures.values()]).map((figure) => words.number(figure)));
  const title = words.text(`analyses.${result.analysis}.title`);
  for (const [at, one] of shown) shown.set(at, { ...one, block: saidTable(one.block, known, title) });
  const tables = [...shown.values()];
  const blocks = result.blocks.flatMap((block, at): Block[] => {
    const kept = keep(block, { shown: shown.get(at), tables, known, words });
    if (kept !== block && block.kind !== 'table') applied.withheld[block.kind] += kept?.kind === 'chart' ? 0 : 1;
    if (block.kind === 'table' && !kept) applied.withheld.table += 1;
    return kept ? [kept] : [];
  });
  return { ...applied, result: { ...result, blocks } };
}

interface Keeping {
  shown: Drawn | undefined;
  tables: readonly Drawn[];
  known: ReadonlySet<string>;
  words: Wording;
}

function keep(block: Block, { shown, tables, known, words }: Keeping): Block | null {
  if (block.kind === 'table') return shown?.block ?? null;
  if (block.kind === 'number') return null;
  if (block.kind === 'chart') {
    const chart = cleanChart(block.chart, tables, words);
    return chart && { kind: 'chart', chart };
  }
  if (saysOnly(block.text, known)) return block;
  return block.kind === 'finding' ? { kind: 'finding', text: words.text('disclosure.sentence'), n: 0, of: 0 } : null;
}

/** Title and note of a table are sentences as well: what names another figure than those that are printed does not leave. */
function saidTable({ note, ...table }: TableBlock, known: ReadonlySet<string>, title: string): TableBlock {
  const own = saysOnly(table.title, known) ? table.title : title;
  return { ...table, title: own, ...(note !== undefined && saysOnly(note, known) ? { note } : {}) };
}

interface Showing {
  decision: Decision;
  filter: Filter;
  words: Wording;
  applied: Applied;
}

function showTable(block: TableBlock, read: ReadTable, showing: Showing): Drawn {
  const { words } = showing;
  const figures = new Map<string, number>();
  const places = Object.entries(read.measures) as [Measure, number][];
  const kept = block.columns.flatMap((column, at) => (isName(column) || places.some(([, place]) => place === at) ? [at] : []));
  const rows = block.rows.map((row, index) => {
    const keys = read.keys[index] as CellKeys;
    const cells = new Map(places.map(([measure, at]) => [at, showCell(row[at] ?? null, { measure, keys, read }, showing)]));
    const cases = row[read.measures.cases ?? -1];
    if (typeof cases === 'number' && cells.get(read.measures.cases ?? -1) === cases) figures.set(JSON.stringify(keys), cases);
    return kept.map((at) => cells.get(at) ?? row[at] ?? null);
  });
  const columns = kept.map((at) => block.columns[at] as TableBlock['columns'][number]);
  const isHidden = (index: number): boolean =>
    !figures.has(JSON.stringify(read.keys[index])) || rows[index]?.includes(words.text('disclosure.cell')) === true;
  return { block: { ...block, columns, rows: unranked(rows, read, isHidden) }, read, figures };
}

/**
 * Where a figure is kept back the place of its row among ranked ones would tell between which it lies: periods keep their order and what is
 * in them stands by code; elsewhere such rows come last, by code.
 */
function unranked(rows: Cell[][], { dimensions, keys }: ReadTable, isHidden: (index: number) => boolean): Cell[][] {
  const places = rows.map((_, index) => index);
  if (!places.some(isHidden)) return rows;
  const name = (index: number): string => JSON.stringify(keys[index]?.map((key) => key ?? ''));
  const byName = (a: number, b: number): number => (name(a) < name(b) ? -1 : 1);
  const ordered =
    dimensions[0]?.facet === 'date'
      ? places.toSorted(byName)
      : [...places.filter((index) => !isHidden(index)), ...places.filter(isHidden).toSorted(byName)];
  return ordered.map((index) => rows[index] as Cell[]);
}

/** Names and codes of cells; whatever else a table holds is not asked of the records. */
function isName({ key, code, numeric }: TableBlock['columns'][number]): boolean {
  return !numeric && (code === true || key === 'label' || key.endsWith('Label') || ['month', 'year', 'period'].includes(key));
}

interface Place {
  measure: Measure;
  keys: CellKeys;
  read: ReadTable;
}

function showCell(printed: Cell, { measure, keys, read }: Place, { decision, filter, words, applied }: Showing): Cell {
  const planned = decision.cell(filter, read, measure, keys);
  if (!planned || typeof printed !== 'number') return words.text('disclosure.cell');
  if (planned.state === 'shown') return printed;
  applied.hidden[planned.state] += 1;
  return wordsOfCell(planned, printed - planned.value, decision.plan.rule.base, words);
}

/** A figure in place of the true one. What is known of the records that need no protection is added to it. */
function wordsOfCell({ state, value, low, high }: PlannedCell, open: number, base: number, words: Wording): Cell {
  if (state === 'rounded') return open + rounded(value, base);
  if (!Number.isFinite(high)) return words.text('disclosure.cell');
  return words.text('disclosure.interval', { low: low + open, high: high + open });
}
