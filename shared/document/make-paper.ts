import { assertNever } from '../errors.ts';
import { describeFilter } from '../report/describe-filter.ts';
import type { Wording } from '../report/wording.ts';
import { isAgreed } from './agreed.ts';
import { answerBlocks, submissionForm } from './answers.ts';
import type { Composition, Part } from './composition.ts';
import { allFigures, figureBlocks } from './figures.ts';
import { findingsIn, type Making, resultIn, sentenceKey, startMaking } from './making.ts';
import { mastheadOf } from './masthead.ts';
import type { Material } from './material.ts';
import { analysisTitle, methodBox, methodChapter, plainParagraph, scopeBlocks, sourceTexts } from './method.ts';
import type { Paper, PaperBlock } from './paper.ts';
import { findingParagraph, paragraphOf } from './paragraphs.ts';
import { trackOf } from './places.ts';
import { slidesOf } from './slides.ts';
import { plainOf } from './texts.ts';
import { writtenRuns } from './tracked-runs.ts';

/**
 * A composition as a document in one language: final wording, numbers and letters, figures from the analyses and findings of the material.
 * The same input gives the same document; what is asked for and not there is left out.
 */
export function makePaper(composition: Composition, material: Material, words: Wording): Paper {
  const making = startMaking(composition, material, words);
  const { template, masthead } = composition;
  const isMeeting = template === 'working-group-report';
  const blocksOf = (part: Part): PaperBlock[] => contentOf(part, making).map((block) => ({ ...block, part: part.id }));
  const slides = template === 'slides' ? slidesOf(making, blocksOf) : [];
  return {
    template,
    language: words.language,
    title: plainOf(composition.title, words) || words.text(`document.title.${template}`),
    description: words.text(`document.description.${template}`),
    draft: isAgreed(making) ? null : words.text('report.draft'),
    handling: material.handling && words.text('report.handling', { handling: words.label('handling', material.handling) }),
    masthead: isMeeting && masthead ? mastheadOf(masthead, words) : null,
    jobNumber: isMeeting ? (masthead?.jobNumber ?? '') : '',
    pageNumbers: isMeeting ? 'figures' : 'words',
    blocks: template === 'slides' ? [] : composition.parts.flatMap(blocksOf),
    slides,
    tables: making.tables.map(({ sheet, table, of }) => ({ sheet, table, notes: tableNotes(of.analysis, of.version, making) })),
  };
}

function contentOf(part: Part, making: Making): PaperBlock[] {
  switch (part.kind) {
    case 'heading':
      return [
        { kind: 'heading', level: part.level, text: writtenRuns({ ...trackOf(making.composition, part.id), text: part.text }, making) },
      ];
    case 'paragraph':
      return [paragraphOf(part, making)];
    case 'finding':
      return [findingParagraph(part.finding, making)];
    case 'figure':
      return figureBlocks(part, making);
    case 'method':
      return [methodBox(making)];
    case 'answer':
      return answerBlocks(part.recommendation, making);
    case 'made':
      return madeBlocks(part, making);
    default:
      return assertNever(part);
  }
}

function madeBlocks(part: Extract<Part, { kind: 'made' }>, making: Making): PaperBlock[] {
  switch (part.what) {
    case 'scope':
      return scopeBlocks(making);
    case 'method-chapter':
      return methodChapter(making);
    case 'sources':
      return sourceTexts(making).map((text) => plainParagraph(text, making));
    case 'analysis':
      return analysisBlocks(part.analysis ?? '', part.settings ?? {}, making);
    case 'submission-form':
      return submissionForm(making);
    case 'page-break':
      return [{ kind: 'page-break' }];
    default:
      return assertNever(part.what);
  }
}

/** The sentences first, then the pictures, then their figures. */
function analysisBlocks(analysis: string, settings: Record<string, unknown>, making: Making): PaperBlock[] {
  const result = resultIn(making, { analysis, settings });
  if (!result) return [];
  const sentences = findingsIn(result);
  for (const sentence of sentences) making.said.add(sentenceKey(sentence));
  return [...sentences.map((text) => plainParagraph(text, making)), ...allFigures(result, making)];
}

/** How the figures of a table were made. */
function tableNotes(analysis: string, version: number, making: Making): string[] {
  const { material, results, words } = making;
  const result = results.find((one) => one.analysis === analysis);
  const conditions = describeFilter(material.scope.filter, words);
  return [
    ...(result ? [words.text('report.method.analysis', { title: analysisTitle(result, words), version })] : []),
    words.text(`analyses.${analysis}.method`),
    ...(conditions.length > 0 ? [words.text('document.scope.filter', { conditions: conditions.join('; ') })] : []),
    words.text('report.scope.dataVersion', { version: material.scope.dataVersion }),
  ];
}
