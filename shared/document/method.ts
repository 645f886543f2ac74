import type { AnalysisResult } from '../analysis/run.ts';
import { describeFilter } from '../report/describe-filter.ts';
import type { Wording } from '../report/wording.ts';
import { isAgreed } from './agreed.ts';
import { findingsOf } from './edits.ts';
import type { Making } from './making.ts';
import { nextNumber } from './making.ts';
import type { SourceNote } from './material.ts';
import type { PaperBlock } from './paper.ts';

/** What every document on seizures must say, whatever it shows. */
const STANDING = ['seizures', 'counts', 'reporting'];

/** Numbered where the document's paragraphs are. */
export function plainParagraph(text: string, making: Making): PaperBlock {
  return { kind: 'paragraph', number: nextNumber(making), text: [{ text }], points: [] };
}

/** Which cases the document rests on. */
export function scopeBlocks(making: Making): PaperBlock[] {
  return scopeTexts(making).map((text) => plainParagraph(text, making));
}

/** In the words of the profile, or of any other document. */
function scopeTexts({ composition, material, words }: Making): string[] {
  const { scope } = material;
  const { n, of, repeats, undated } = scope;
  const own = composition.template === 'profile' ? 'report.scope' : 'document.scope';
  const conditions = describeFilter(scope.filter, words);
  const covers =
    conditions.length > 0 ? words.text(`${own}.filter`, { conditions: conditions.join('; ') }) : words.text(`${own}.everything`);
  const counted = words.text(`${own}.cases`, { n, of, share: words.percent(share(n, of)) });
  const period =
    scope.from && scope.to ? [words.text('report.scope.period', { from: words.date(scope.from), to: words.date(scope.to) })] : [];
  const dateless = undated ? [words.text('report.scope.undated', { n: undated })] : [];
  const repeated = repeats === null ? [] : [words.text('report.scope.repeats', { n: repeats, share: words.percent(share(repeats, n)) })];
  return [
    covers,
    [counted, ...period, ...dateless].join(' '),
    [...repeated, words.text('report.scope.dataVersion', { version: scope.dataVersion })].join(' '),
    ...(findingsOf(composition).length > 0 || isAgreed({ composition, material }) ? [] : [words.text('report.scope.draft')]),
  ];
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** A chapter: what holds for all, then each analysis with what it assumes, what would make it vanish and its own caveats. */
export function methodChapter(making: Making): PaperBlock[] {
  const { material, results, words } = making;
  const common = sharedCaveats(results);
  return [
    ...[...STANDING.map((name) => words.text(`report.method.${name}`)), ...(material.withheld ?? []), ...common].map((text) =>
      plainParagraph(text, making),
    ),
    ...results.flatMap((result, index): PaperBlock[] => [
      { kind: 'heading', level: 2, text: [{ text: `${letter(index)}. ${analysisName(result, words)}` }] },
      ...analysisTexts(result, common, words).map((text) => plainParagraph(text, making)),
    ]),
  ];
}

/** A box: what the document rests on, what holds for all, the method of each analysis in a paragraph, and where the data come from. */
export function methodBox(making: Making): PaperBlock {
  const { material, results, words } = making;
  const [covers, counted, repeated] = scopeTexts(making);
  const methods = results.map((result) => `${analysisName(result, words)}: ${words.text(`analyses.${result.analysis}.method`)}`);
  const texts = [
    [covers, counted, repeated].join(' '),
    STANDING.map((name) => words.text(`report.method.${name}`)).join(' '),
    (material.withheld ?? []).join(' '),
    ...methods,
    ...breaksOf(results),
    material.sources.map((source) => sourceSentence(source, words)).join(' '),
  ];
  return { kind: 'box', title: words.text('document.method.title'), paragraphs: texts.filter(Boolean).map((text) => [{ text }]) };
}

/** Where data come from, with the number of records where it may be told. */
export function sourceSentence({ source, rows }: SourceNote, words: Wording): string {
  return rows === null ? words.text('document.sourceUncounted', { source }) : words.text('document.source', { source, rows });
}

/** What all analyses of the document say alike: breaks in reporting, who reported. */
function breaksOf(results: AnalysisResult[]): string[] {
  return results.length > 1 ? sharedCaveats(results) : results.flatMap(caveatsOf);
}

export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

export function analysisTitle({ analysis }: AnalysisResult, words: Wording): string {
  return words.text(`analyses.${analysis}.title`);
}

function analysisName(result: AnalysisResult, words: Wording): string {
  return words.text('report.method.analysis', { title: analysisTitle(result, words), version: result.version });
}

/** Caveats that several analyses give in the same words are said once, before them. */
export function sharedCaveats(results: AnalysisResult[]): string[] {
  const all = results.flatMap((result) => [...new Set(caveatsOf(result))]);
  return [...new Set(all.filter((text, index) => all.indexOf(text) !== index))];
}

export function caveatsOf({ blocks }: AnalysisResult): string[] {
  return blocks.filter((block) => block.kind === 'caveat').map((block) => block.text);
}

function analysisTexts(result: AnalysisResult, common: string[], words: Wording): string[] {
  const text = (name: string) => words.text(`analyses.${result.analysis}.${name}`);
  return [
    text('method'),
    words.text('report.method.assumes', { text: text('assumes') }),
    words.text('report.method.vanishes', { text: text('vanishes') }),
    ...caveatsOf(result).filter((caveat) => !common.includes(caveat)),
  ];
}

export function sourceTexts({ material, words }: Making): string[] {
  if (material.sources.length === 0) return [words.text('report.sources.none')];
  return material.sources.map(({ source, sha256, rows }) =>
    words.text(rows === null ? 'report.sources.uncounted' : 'report.sources.entry', { source, rows: rows ?? 0, hash: sha256 }),
  );
}
