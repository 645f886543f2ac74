import type { Permission } from '../../../shared/contract/disclosure.ts';
import type { Template } from '../../../shared/document/composition.ts';
import type { LeavingText } from './leaving-texts.ts';

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

/** Whether a person has let a text leave as it stands. */
export function isReleased(permissions: readonly Permission[], { about, item, version, sha256 }: LeavingText, on: string): boolean {
  return permissions.some((one) => {
    if (one.kind !== 'text' || one.about !== about || !stands(one, on)) return false;
    return about === 'document' ? one.document === item && one.documentVersion === version : one.textSha256 === sha256;
  });
}
