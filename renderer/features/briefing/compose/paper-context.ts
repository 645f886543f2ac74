import { createContext, useContext } from 'react';
import type { Paper, PaperBlock } from '../../../../shared/document/paper.ts';
import { joined } from '../../../../shared/document/texts.ts';
import type { Language } from '../../../../shared/report/wording.ts';

/** The document as the service last made it; null until it has. */
export const PaperContext = createContext<Paper | null>(null);

/** A language that stands beside the one that is written; null for none. */
export const BesideContext = createContext<Language | null>(null);

/** What a part became in the document; null while it is not made yet. */
export function usePartBlocks(part: string): PaperBlock[] | null {
  const paper = useContext(PaperContext);
  if (!paper) return null;
  const blocks = [...paper.blocks, ...paper.slides.flatMap((slide) => slide.blocks)];
  return blocks.filter((block) => block.part === part);
}

/** What a paragraph and its points say where nothing was written: the sentences of their findings and analyses. */
export function useMadeText(part: string): { text: string; points: string[] } {
  const found = usePartBlocks(part)?.find((block) => block.kind === 'paragraph');
  if (found?.kind !== 'paragraph') return { text: '', points: [] };
  return { text: joined(found.text), points: found.points.map(({ text }) => joined(text)) };
}
