import type { Part, Point, Texts } from './composition.ts';
import { type Making, nextNumber, sentenceKey, sentencesOf, spaced } from './making.ts';
import { pointLabel } from './numbering.ts';
import type { PaperBlock, Run } from './paper.ts';
import { trackOf } from './places.ts';
import { plainOf } from './texts.ts';
import { writtenRuns } from './tracked-runs.ts';

type Paragraph = Extract<PaperBlock, { kind: 'paragraph' }>;

/** An opening sentence and its lettered points. One without any text says that there is nothing, so that the numbers after it stay. */
export function paragraphOf(part: Extract<Part, { kind: 'paragraph' }>, making: Making): Paragraph {
  const own = ownRuns(part, making);
  const text = own.length > 0 ? own : spaced(sentencesOf(making, part.findings, part.said));
  const points = pointsOf(part.points, making);
  return {
    kind: 'paragraph',
    number: nextNumber(making),
    text: text.length > 0 || points.length > 0 ? withFootnote(text, part, making) : oneRun(making.words.text('report.table.empty')),
    points,
  };
}

export function findingParagraph(finding: number, making: Making): Paragraph {
  const [sentence = oneRun(making.words.text('document.gone'))] = sentencesOf(making, [finding]);
  return { kind: 'paragraph', number: nextNumber(making), text: sentence, points: [] };
}

/** What was written in the place of a part or point, with the changes that are kept. */
function ownRuns({ id, text }: { id: string; text: Texts }, making: Making): Run[] {
  return writtenRuns({ ...trackOf(making.composition, id), text }, making);
}

function oneRun(text: string): Run[] {
  return text ? [{ text }] : [];
}

function withFootnote(text: Run[], { footnote }: { footnote?: Texts }, making: Making): Run[] {
  const note = footnote ? plainOf(footnote, making.words) : '';
  const last = text.at(-1);
  return note && last ? [...text.slice(0, -1), { ...last, footnote: note }] : text;
}

/** Letters go to the points that say something. What an analyst wrote keeps its punctuation. */
function pointsOf(points: readonly Point[], making: Making): Paragraph['points'] {
  const texts = points.map((point) => pointText(point, making)).filter(({ runs }) => runs.length > 0);
  return texts.map(({ runs, isMade }, index) => ({
    label: pointLabel(index, making.words.language),
    text: isMade ? closed(runs, index === texts.length - 1) : runs,
  }));
}

function pointText(point: Point, making: Making): { runs: Run[]; isMade: boolean } {
  const own = ownRuns(point, making);
  if (own.length > 0) return { runs: own, isMade: false };
  return { runs: spaced(sentencesOf(making, point.findings, point.said)), isMade: true };
}

/** Sentences of findings end as points do: with a semicolon, the last with a full stop. */
function closed(runs: Run[], isLast: boolean): Run[] {
  const last = runs.findLastIndex(({ deleted }) => !deleted);
  return runs.map((run, index) => (index === last ? { ...run, text: `${sentenceKey(run.text)}${isLast ? '.' : ';'}` } : run));
}
