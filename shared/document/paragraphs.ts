import type { Part, Point, Texts } from './composition.ts';
import { type Making, nextNumber, sentenceKey, sentencesOf } from './making.ts';
import { pointLabel } from './numbering.ts';
import type { PaperBlock, Run } from './paper.ts';
import { plainOf, runsOf } from './texts.ts';

type Paragraph = Extract<PaperBlock, { kind: 'paragraph' }>;

/** An opening sentence and its lettered points. One without any text says that there is nothing, so that the numbers after it stay. */
export function paragraphOf(part: Extract<Part, { kind: 'paragraph' }>, making: Making): Paragraph {
  const own = runsOf(part.text, making.words);
  const text = own.length > 0 ? own : oneRun(sentencesOf(making, part.findings, part.said).join(' '));
  const points = pointsOf(part.points, making);
  return {
    kind: 'paragraph',
    number: nextNumber(making),
    text: text.length > 0 || points.length > 0 ? withFootnote(text, part, making) : oneRun(making.words.text('report.table.empty')),
    points,
  };
}

export function findingParagraph(finding: number, making: Making): Paragraph {
  const [sentence = making.words.text('document.gone')] = sentencesOf(making, [finding]);
  return { kind: 'paragraph', number: nextNumber(making), text: oneRun(sentence), points: [] };
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
  const own = runsOf(point.text, making.words);
  if (own.length > 0) return { runs: own, isMade: false };
  return { runs: oneRun(sentencesOf(making, point.findings, point.said).join(' ')), isMade: true };
}

/** Sentences of findings end as points do: with a semicolon, the last with a full stop. */
function closed(runs: Run[], isLast: boolean): Run[] {
  return runs.map((run, index) => (index === runs.length - 1 ? { ...run, text: `${sentenceKey(run.text)}${isLast ? '.' : ';'}` } : run));
}
