import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Picked } from '../../shared/native.ts';

/** Paths the person chose in native dialogs. The page gets tokens; the service gets what they stand for. */
export interface PathGrants {
  add(path: string): Picked;
  path(token: string): string | undefined;
  all(): [string, string][];
}

export function createPathGrants(tell: (token: string, path: string) => void): PathGrants {
  const paths = new Map<string, string>();
  return {
    add(path) {
      const token = randomUUID();
      paths.set(token, path);
      tell(token, path);
      return { token, name: basename(path) };
    },
    path: (token) => paths.get(token),
    all: () => [...paths],
  };
}
