import { create } from 'zustand';
import { type ErrorShape, fromErrorShape, StowageError } from '../../shared/errors.ts';
import type { FileKind, FolderKind, Native, Picked, Recent } from '../../shared/native.ts';
import { KEY_HEADER } from '../../shared/page-policy.ts';
import { hostKey } from './host-key.ts';

export type PromptKind = FileKind | FolderKind;

interface Prompt {
  kind: PromptKind | null;
  resolve: (picked: Picked | null) => void;
}

/** The question our own prompt asks in place of a native dialog; null while none is open. */
export const usePrompt = create<Prompt>(() => ({ kind: null, resolve: () => undefined }));

/** Native calls in the browser host: the person types a path or hands over a file; the host answers with a token. */
export function createHostNative(): Native {
  const ask = (kind: PromptKind) =>
    new Promise<Picked | null>((resolve) => {
      usePrompt.getState().resolve(null);
      usePrompt.setState({
        kind,
        resolve: (picked) => {
          usePrompt.setState({ kind: null, resolve: () => undefined });
          resolve(picked);
        },
      });
    });
  return {
    pickFile: ask,
    pickFolder: ask,
    recents: () => post<Recent[]>('/native/recents', '{}', 'application/json'),
  };
}

/** A path as typed. Throws a StowageError when there is no such thing. */
export function grantPath(kind: PromptKind, path: string): Promise<Picked> {
  return post<Picked>('/native/path', JSON.stringify({ kind, path }), 'application/json');
}

/** The file's bytes; they stay in the host's memory. */
export function grantUpload(file: File): Promise<Picked> {
  return post<Picked>(`/native/upload?name=${encodeURIComponent(file.name)}`, file, 'application/octet-stream');
}

async function post<T>(address: string, body: BodyInit, type: string): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, { method: 'POST', body, headers: { 'content-type': type, [KEY_HEADER]: hostKey() } });
  } catch {
    throw new StowageError('disconnected', 'The browser host does not answer. Start it again and reload this page.');
  }
  const value: unknown = await answer.json().catch(() => null);
  if (answer.ok) return value as T;
  throw errorIn(value) ?? new StowageError('internal', `The browser host refused the request (${answer.status}).`);
}

function errorIn(value: unknown): StowageError | null {
  if (typeof value !== 'object' || value === null) return null;
  const shape = ('error' in value ? value.error : value) as ErrorShape | null;
  return shape && typeof shape === 'object' && typeof shape.code === 'string' && typeof shape.message === 'string'
    ? fromErrorShape(shape)
    : null;
}
