import type { AnalysisResult } from '../analysis/run.ts';
import type { Filter } from '../domain/filter.ts';
import { assertNever } from '../errors.ts';
import type { Block, TableBlock } from './block.ts';
import type { Chart } from './chart.ts';
import { describeFilter } from './describe-filter.ts';
import { documentTable } from './document-table.ts';
import type { Wording } from './wording.ts';

/** What a document says about the cases it rests on. */
export interface Scope {
  filter: Filter;
  /** Cases selected, and all there are. */
  n: number;
  of: number;
  /** Exact repeats among the selected. */
  repeats: number;
  undated: number;
  /** First and last date among the selected; null when none has a date. */
  from: string | null;
  to: string | null;
  dataVersion: number;
}

/** Where the data came from: one import. */
export interface SourceNote {
  source: string;
  sha256: string;
  rows: number;
}

/** What stands in a document, in order. Numbered paragraphs run through it so that every language has the same numbers. */
export type OutlineItem =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'chart'; caption: string; subtitle: string; chart: Chart }
  | { kind: 'table'; caption: string; table: TableBlock };

export interface Outline {
  title: string;
  description: string;
  /** The marking of a document that nobody has agreed to yet. */
  draft: string;
  /** The strictest handling of what it rests on; null when none is recorded. */
  handling: string | null;
  items: OutlineItem[];
  /** Every table in full, with the name of its sheet in the workbook. */
  tables: { sheet: string; table: TableBlock }[];
}

export interface OutlineInput {
  title: string | undefined;
  scope: Scope;
  results: AnalysisResult[];
  sources: SourceNote[];
  handling: string | null;
}

const LONGEST_SHEET_NAME = 31;

/** Drafts the profile: scope, one finding for each analysis, method and caveats, sources. */
export function profileOutline({ title, scope, results, sources, handling }: OutlineInput, words: Wording): Outline {
  const tables = results.flatMap((result) => tablesOf(result)).map((table, index) => ({ sheet: sheetName(index + 1, table.title), table }));
  const numbering = { figure: 0, table: 0 };
  const shared = sharedCaveats(results);
  const heading = (level: 1 | 2, text: string): OutlineItem => ({ kind: 'heading', level, text });
  return {
    title: title ?? words.text('report.title'),
    description: words.text('report.description'),
    draft: words.text('report.draft'),
    handling: handling && words.text('report.handling', { handling: words.label('handling', handling) }),
    tables,
    items: [
      heading(1, `I. ${words.text('report.heading.scope')}`),
      ...scopeText(scope, words).map(paragraph),
      heading(1, `II. ${words.text('report.heading.findings')}`),
      ...results.flatMap((result, index) => [
        heading(2, `${letter(index)}. ${words.text(`analyses.${result.analysis}.title`)}`),
        ...findingItems(result, tables, numbering, words),
      ]),
      heading(1, `III. ${words.text('report.heading.method')}`),
      ...standingCaveats(results, words),
      ...results.flatMap((result, index) => [
        heading(
          2,
          `${letter(index)}. ${words.text('report.method.analysis', { title: words.text(`analyses.${result.analysis}.title`), version: result.version })}`,
        ),
        ...methodItems(result, shared, words),
      ]),
      heading(1, `IV. ${words.text('report.heading.sources')}`),
      ...sourceItems(sources, words),
    ],
  };
}

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function tablesOf({ blocks }: AnalysisResult): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table');
}

/** At most 31 characters, cut between words and not after a small one, without those that spreadsheets refuse or that quote. */
function sheetName(number: number, title: string): string {
  const words = title
    .replace(/[[\]:*?/\\'"«»“”]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const names = words.map((_, count) => [number, ...words.slice(0, count + 1)].join(' '));
  const longest = names.findLast((name) => name.length <= LONGEST_SHEET_NAME) ?? String(number);
  return longest.length < [number, ...words].join(' ').length ? longest.replace(/( \p{L}{1,3}|\p{P})+$/u, '') : longest;
}

function scopeText(scope: Scope, words: Wording): string[] {
  const { n, of, repeats, undated } = scope;
  const conditions = describeFilter(scope.filter, words);
  const covers =
    conditions.length > 0
      ? words.text('report.scope.filter', { conditions: conditions.join('; ') })
      : words.text('report.scope.everything');
  const counted = words.text('report.scope.cases', { n, of, share: words.percent(share(n, of)) });
  const period =
    scope.from && scope.to ? [words.text('report.scope.period', { from: words.date(scope.from), to: words.date(scope.to) })] : [];
  const dateless = undated > 0 ? [words.text('report.scope.undated', { n: undated })] : [];
  const repeated = words.text('report.scope.repeats', { n: repeats, share: words.percent(share(repeats, n)) });
  return [
    covers,
    [counted, ...period, ...dateless].join(' '),
    [repeated, words.text('report.scope.dataVersion', { version: scope.dataVersion })].join(' '),
    words.text('report.scope.draft'),
  ];
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** The sentences first, then the picture, then its figures. Caveats wait for the chapter on method. */
function findingItems(
  result: AnalysisResult,
  tables: Outline['tables'],
  numbering: { figure: number; table: number },
  words: Wording,
): OutlineItem[] {
  const order: Block['kind'][] = ['finding', 'number', 'chart', 'table'];
  const chart = result.blocks.find((block) => block.kind === 'chart')?.chart;
  const blocks = order.flatMap((kind) => result.blocks.filter((block) => block.kind === kind));
  return blocks.flatMap((block): OutlineItem[] => {
    switch (block.kind) {
      case 'finding':
        return [{ kind: 'paragraph', text: block.text }];
      case 'number':
        return [{ kind: 'note', text: numberText(block, words) }];
      case 'chart':
        numbering.figure += 1;
        return [chartItem(block.chart, result.blocks, numbering.figure, words)];
      case 'table': {
        numbering.table += 1;
        const sheet = tables.find((other) => other.table === block)?.sheet ?? '';
        const table = documentTable(block, chart, sheet, words);
        return [{ kind: 'table', table, caption: words.text('report.caption.table', { number: numbering.table, title: table.title }) }];
      }
      case 'caveat':
        return [];
      default:
        return assertNever(block);
    }
  });
}

/** A chart whose title was just said as a finding is captioned by what it measures. */
function chartItem(chart: Chart, blocks: Block[], number: number, words: Wording): OutlineItem {
  const said = blocks.some((block) => block.kind === 'finding' && sentence(block.text) === sentence(chart.title));
  const caption = words.text('report.caption.figure', { number, title: said ? chart.subtitle : chart.title });
  return { kind: 'chart', chart, caption, subtitle: said ? '' : chart.subtitle };
}

function sentence(text: string): string {
  return text.replace(/\.$/, '');
}

function numberText(block: Extract<Block, { kind: 'number' }>, words: Wording): string {
  const value = block.value === null ? '–' : `${words.number(block.value)}${block.unit ? `\u00a0${block.unit}` : ''}`;
  return [`${block.label}: ${value}`, block.note].filter(Boolean).join('. ');
}

/** Caveats that several analyses give in the same words are said once, before them. */
function sharedCaveats(results: AnalysisResult[]): string[] {
  const all = results.flatMap((result) => [...new Set(caveatsOf(result))]);
  return [...new Set(all.filter((text, index) => all.indexOf(text) !== index))];
}

function caveatsOf({ blocks }: AnalysisResult): string[] {
  return blocks.filter((block) => block.kind === 'caveat').map((block) => block.text);
}

function standingCaveats(results: AnalysisResult[], words: Wording): OutlineItem[] {
  const standing = ['seizures', 'counts', 'reporting'].map((name) => words.text(`report.method.${name}`));
  return [...standing, ...sharedCaveats(results)].map(paragraph);
}

function methodItems(result: AnalysisResult, shared: string[], words: Wording): OutlineItem[] {
  const text = (name: string) => words.text(`analyses.${result.analysis}.${name}`);
  const paragraphs = [
    text('method'),
    words.text('report.method.assumes', { text: text('assumes') }),
    words.text('report.method.vanishes', { text: text('vanishes') }),
    ...caveatsOf(result).filter((caveat) => !shared.includes(caveat)),
  ];
  return paragraphs.map(paragraph);
}

function paragraph(text: string): OutlineItem {
  return { kind: 'paragraph', text };
}

function sourceItems(sources: SourceNote[], words: Wording): OutlineItem[] {
  if (sources.length === 0) return [paragraph(words.text('report.sources.none'))];
  return sources.map(({ source, sha256, rows }) => paragraph(words.text('report.sources.entry', { source, rows, hash: sha256 })));
}
