import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, isAbsolute, resolve } from 'node:path';
import type { GrantedFile } from '../../shared/control-protocol.ts';
import { StowageError } from '../../shared/errors.ts';
import type { Picked, Recent } from '../../shared/native.ts';
import { listRecents } from './recents.ts';

export interface NativeOptions {
  userData: string;
  grant: (token: string, grant: GrantedFile) => void;
  /** Bytes an upload may have; it stays in memory. */
  maxUpload?: number;
}

const MAX_UPLOAD = 512 * 1024 * 1024;
const MAX_QUESTION = 16 * 1024;

/** What a native dialog does in Electron: gives tokens for files and folders. `address` is that of a POST. */
export async function answerNative(address: URL, request: IncomingMessage, options: NativeOptions): Promise<unknown> {
  if (address.pathname === '/native/recents') return recents(options);
  if (address.pathname === '/native/upload') return upload(address.searchParams.get('name') ?? '', request, options);
  if (address.pathname === '/native/path') return path(readQuestion(await readBody(request, MAX_QUESTION)), options);
  throw new StowageError('not-found', 'There is nothing at this address.');
}

function recents(options: NativeOptions): Recent[] {
  return listRecents(options.userData).map(({ folder, name, lastUsed, bytes }) => {
    const { token } = hand(name, { kind: 'path', path: folder }, options);
    return { token, name, lastUsed, bytes };
  });
}

async function upload(name: string, request: IncomingMessage, options: NativeOptions): Promise<Picked> {
  const fileName = basename(name.replaceAll('\\', '/')).slice(0, 200) || 'file';
  const bytes = await readBody(request, options.maxUpload ?? MAX_UPLOAD);
  return hand(fileName, { kind: 'bytes', fileName, bytes: new Uint8Array(bytes) }, options);
}

function readQuestion(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new StowageError('invalid-input', 'The question to the host was not understood.');
  }
}

/** A path the person typed into the host's own prompt. */
function path(question: unknown, options: NativeOptions): Picked {
  const asked = typeof question === 'object' && question !== null ? question : {};
  const kind = 'kind' in asked ? String(asked.kind) : '';
  const typed = 'path' in asked && typeof asked.path === 'string' ? asked.path.trim() : '';
  if (!isAbsolute(typed) || typed.includes('\0')) {
    throw new StowageError('invalid-input', 'This is not a whole path. Write it from the root of the disk, such as /home/me/cases.');
  }
  const found = statSync(typed, { throwIfNoEntry: false });
  if (!found) throw new StowageError('not-found', 'There is no file or folder at this path. Check its spelling.');
  if (kind !== 'import' && !found.isDirectory())
    throw new StowageError('invalid-input', 'This is a file, and a folder is needed. Name the folder.');
  return hand(basename(typed), { kind: 'path', path: resolve(typed) }, options);
}

function hand(name: string, grant: GrantedFile, options: NativeOptions): Picked {
  const token = randomUUID();
  options.grant(token, grant);
  return { token, name };
}

/** Refuses a body that is too long as soon as it is, without keeping it. */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most)
      throw new StowageError('invalid-input', `This file is larger than ${Math.floor(most / 1048576)} MB. Type its path instead.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
