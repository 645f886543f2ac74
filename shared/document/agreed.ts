import { LANGUAGES } from '../report/wording.ts';
import { bracketsOf } from './alternatives.ts';
import type { Composition } from './composition.ts';
import { findingsOf } from './edits.ts';
import type { Material } from './material.ts';
import { changesOf } from './pieces.ts';
import { placesOf, trackOf } from './places.ts';
import { piecesOf, type Written } from './written.ts';

/** A document with the findings it may rest on. */
interface Made {
  composition: Composition;
  material: Pick<Material, 'findings' | 'isDraft'>;
}

/** What of the wording of a document nobody has decided yet, in all its languages. */
export interface OpenWording {
  brackets: number;
  changes: number;
}

/** Every point agreed, every finding agreed, no bracket and no change open. What was only drafted from analyses is a draft. */
export function isAgreed(made: Made): boolean {
  const { composition, material } = made;
  if (material.isDraft) return false;
  const findings = findingsOf(composition).map((id) => material.findings.find((finding) => finding.id === id));
  const points = composition.parts.flatMap((part) => (part.kind === 'paragraph' ? part.points : []));
  const { brackets, changes } = openWording(made);
  const isWritten = points.length + findings.length > 0;
  return (
    isWritten &&
    brackets + changes === 0 &&
    points.every(({ agreed }) => agreed) &&
    findings.every((finding) => finding?.state === 'agreed')
  );
}

/** Of every text of the document, its masthead included, and of the findings that people worded. */
export function openWording({ composition, material }: Made): OpenWording {
  const used = findingsOf(composition);
  const wordings = material.findings.flatMap(({ id, wording }) => (wording && used.includes(id) ? [wording] : []));
  const own = placesOf(composition).map(([place, text]) => ({ ...trackOf(composition, place), text }));
  const texts: Written[] = [...own, ...wordings];
  return { brackets: total(texts, bracketCount), changes: total(texts, changeCount) };
}

function total(texts: readonly Written[], count: (written: Written) => number): number {
  return texts.reduce((sum, written) => sum + count(written), 0);
}

function bracketCount({ text }: Written): number {
  return Object.values(text).reduce((sum, one) => sum + bracketsOf(one).length, 0);
}

function changeCount(written: Written): number {
  return LANGUAGES.reduce((sum, language) => sum + changesOf(piecesOf(written, language) ?? []).length, 0);
}
