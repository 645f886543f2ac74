import { bracketsOf } from './alternatives.ts';
import { findingsOf } from './edits.ts';
import type { Making } from './making.ts';

/** Every point agreed, every finding agreed, no bracket open. What was only drafted from analyses is a draft. */
export function isAgreed({ composition, material }: Pick<Making, 'composition' | 'material'>): boolean {
  if (material.isDraft) return false;
  const findings = findingsOf(composition).map((id) => material.findings.find((finding) => finding.id === id));
  const points = composition.parts.flatMap((part) => (part.kind === 'paragraph' ? part.points : []));
  const texts = composition.parts.flatMap((part) => (part.kind === 'paragraph' ? [part.text, ...part.points.map(({ text }) => text)] : []));
  const isOpen = texts.some((text) => Object.values(text).some((one) => bracketsOf(one).length > 0));
  const isWritten = points.length + findings.length > 0;
  return isWritten && !isOpen && points.every(({ agreed }) => agreed) && findings.every((finding) => finding?.state === 'agreed');
}
