import type { AnalysisResult } from '../analysis/run.ts';
import type { Part } from './composition.ts';
import { analysesOf } from './evidence.ts';
import { findingsIn, type Making, resultIn } from './making.ts';
import { caveatsOf, sharedCaveats, sourceSentence } from './method.ts';
import type { PaperBlock, PaperSlide } from './paper.ts';
import { joined } from './texts.ts';

/** Most caveats that a speaker is given with one slide. */
const MOST_CAVEATS = 4;

/** A slide for each heading of the first level, with what follows it up to the next. One that shows nothing is left out. */
export function slidesOf(making: Making, blocksOf: (part: Part) => PaperBlock[]): PaperSlide[] {
  return groups(making.composition.parts).flatMap(([heading, ...parts]) => {
    const [title] = heading ? blocksOf(heading) : [];
    const blocks = parts.flatMap(blocksOf);
    if (blocks.length === 0) return [];
    const text = title?.kind === 'heading' ? joined(title.text) : making.composition.template;
    return [{ title: text, blocks, notes: notesOf(parts, blocks, making) }];
  });
}

/** Each begins with its heading. */
function groups(parts: readonly Part[]): Part[][] {
  const found: Part[][] = [];
  for (const part of parts) {
    if (part.kind === 'heading' && part.level === 1) found.push([part]);
    else found.at(-1)?.push(part);
  }
  return found;
}

/** What the analyses of the slide say beside it, what they are subject to, and where the figures come from. */
function notesOf(parts: Part[], blocks: PaperBlock[], making: Making): string {
  const { words, material } = making;
  const results = analysesOf({ parts }).flatMap((asked) => resultIn(making, asked) ?? []);
  const common = sharedCaveats(making.results);
  const own = results.flatMap(caveatsOf).filter((caveat) => !common.includes(caveat));
  const sources = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart.source] : []));
  const imports = material.sources.map((source) => sourceSentence(source, words));
  return [...unsaid(results, blocks), ...own.slice(0, MOST_CAVEATS), ...(sources.length > 0 ? sources : imports)]
    .filter((text, index, all) => text && all.indexOf(text) === index)
    .join('\n');
}

function unsaid(results: AnalysisResult[], blocks: PaperBlock[]): string[] {
  const shown = blocks.flatMap((block) => (block.kind === 'paragraph' ? [joined(block.text)] : []));
  return results.flatMap(findingsIn).filter((sentence) => !shown.some((text) => text.includes(sentence)));
}
