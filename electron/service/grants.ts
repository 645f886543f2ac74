import { StowageError } from '../../shared/errors.ts';
import type { Grant } from './context.ts';

/** What tokens stand for. Only the owner of the service hands them out; the page never names a path. */
export interface Grants {
  add(token: string, grant: Grant): void;
  /** Throws `not-found` for a token that was never granted. */
  find(token: string): Grant;
  /** The folder or file of a token; throws `invalid-input` for an upload. */
  path(token: string): string;
}

/** Uploads weigh in memory: the oldest are forgotten first. */
const MAX_UPLOADS = 4;

export function createGrants(): Grants {
  const granted = new Map<string, Grant>();
  const find = (token: string): Grant => {
    const grant = granted.get(token);
    if (!grant) throw new StowageError('not-found', 'This file or folder was not chosen in this session. Choose it again.');
    return grant;
  };
  return {
    add(token, grant) {
      granted.set(token, grant);
      const uploads = [...granted].filter(([, known]) => known.kind === 'bytes');
      for (const [old] of uploads.slice(0, Math.max(0, uploads.length - MAX_UPLOADS))) granted.delete(old);
    },
    find,
    path(token) {
      const grant = find(token);
      if (grant.kind === 'path') return grant.path;
      throw new StowageError('invalid-input', 'A folder is needed here, and an uploaded file was given. Choose a folder.');
    },
  };
}
