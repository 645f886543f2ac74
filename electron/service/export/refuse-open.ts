import { isAgreed, openWording } from '../../../shared/document/agreed.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { PackDocument } from './pack-documents.ts';
import type { PackState } from './pack-manifest.ts';

/** Throws `not-permitted` for a final pack whose documents are not all agreed, with what is still open in each. */
export function refuseOpenWording({ input, documents, groundFor }: PackState): void {
  if (!input.final) return;
  const open = documents.flatMap((document) => openIn(document, groundFor));
  if (open.length === 0) return;
  throw new StowageError(
    'not-permitted',
    `A final pack holds only what is agreed, so nothing was written: ${open.join('; ')}. Settle what is open, or export it as a draft.`,
    { detail: { missing: open.length } },
  );
}

function openIn(document: PackDocument, groundFor: PackState['groundFor']): string[] {
  const { name, composition, stored } = document;
  const made = { composition, material: { findings: groundFor(document).findings, isDraft: stored === null } };
  if (isAgreed(made)) return [];
  if (stored === null) return [`${name} was not composed and is a draft`];
  const { brackets, changes } = openWording(made);
  const counts = [
    changes > 0 ? `${changes} tracked ${changes === 1 ? 'change' : 'changes'} open` : '',
    brackets > 0 ? `${brackets} ${brackets === 1 ? 'bracket' : 'brackets'} open` : '',
  ];
  const told = counts.filter(Boolean).join(' and ');
  return [`${name} has ${told || 'points or findings that are not agreed'}`];
}
