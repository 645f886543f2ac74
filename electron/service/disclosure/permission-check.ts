import type { Permission } from '../../../shared/contract/disclosure.ts';
import type { Template } from '../../../shared/document/composition.ts';
import { findingsOf as findingsIn } from '../../../shared/document/edits.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { ReadDb } from '../db/connect.ts';
import type { PackDocument } from '../export/pack-documents.ts';
import { findingsOf } from '../findings/read.ts';

interface Leaving {
  read: ReadDb;
  /** Sources of which records stand in it whose originator must be asked. */
  sources: readonly string[];
  permissions: readonly Permission[];
  documents: readonly PackDocument[];
  on: string;
}

/** Throws `not-permitted` and names everything that is missing. */
export function refuseWithoutPermission(leaving: Leaving): void {
  if (leaving.sources.length === 0) return;
  const missing = [...missingOriginators(leaving), ...missingReleases(leaving), ...missingAgreement(leaving)];
  if (missing.length === 0) return;
  throw new StowageError('not-permitted', `Nothing was written, since this may not leave yet. ${missing.join(' ')}`, {
    detail: { missing: missing.length },
  });
}

/** Whether a permission holds on a day. */
export function stands({ withdrawnAt, grantedOn, until }: Permission, on: string): boolean {
  return withdrawnAt === null && grantedOn <= on && (until === null || on <= until);
}

/** Whether the originator of a source has agreed to a document of a template. */
export function isAllowed(permissions: readonly Permission[], source: string, template: Template, on: string): boolean {
  return permissions.some(
    (one) => one.kind === 'originator' && one.source === source && (one.template === null || one.template === template) && stands(one, on),
  );
}

function missingOriginators({ sources, permissions, documents, on }: Leaving): string[] {
  return sources.flatMap((source) => {
    const templates = [...new Set(documents.map(({ composition }) => composition.template))];
    const missing = templates.filter((template) => !isAllowed(permissions, source, template, on));
    if (missing.length === 0) return [];
    return [
      `The originator of “${source}” has not agreed to: ${missing.join(', ')}. Ask, and record who agreed, when, to what and until when.`,
    ];
  });
}

/** The text of a composed document leaves when a person has read it as it stands. */
function missingReleases({ permissions, documents, on }: Leaving): string[] {
  const open = documents.flatMap(({ stored }) => {
    const isReleased = permissions.some(
      (one) => one.kind === 'text' && one.document === stored?.id && one.documentVersion === stored?.version && stands(one, on),
    );
    return stored && !isReleased ? [stored.id] : [];
  });
  return open.length > 0 ? [`The text of document ${open.join(', ')} was not released by a person in the version it has now.`] : [];
}

/** What a finding says in words is text as well; people let it leave by agreeing to it. */
function missingAgreement({ read, documents }: Leaving): string[] {
  const used = new Set(documents.flatMap(({ composition }) => findingsIn(composition)));
  const open = findingsOf(read).filter(({ id, state }) => used.has(id) && state !== 'agreed');
  return open.length > 0
    ? [`Finding ${open.map(({ id }) => id).join(', ')} is not agreed, and its words may tell what no rule can see.`]
    : [];
}
