import { basename } from 'node:path';
import { BATCH_LIMITS } from '../../../shared/batch-layout.ts';
import { type ErrorShape, fromErrorShape, StowageError } from '../../../shared/errors.ts';
import {
  type FileShape,
  type FromParser,
  MAX_BATCHES_AHEAD,
  type OpenMode,
  type SourceHeader,
  type SourceSummary,
} from '../../../shared/parser-protocol.ts';
import type { Survey } from '../../../shared/understand/survey.ts';
import type { Grant, ParserPort } from '../context.ts';
import { byteFeed, type ChunkFeed, createChunkFeed } from './chunk-feed.ts';

/** What is read: a chosen file, or bytes that come piece by piece (`bytes` is their number, or an estimate). */
export type ReadingSource = Grant | { kind: 'stream'; fileName: string; bytes: number; chunks: Iterator<Uint8Array> };

/** One file on its way through the parser process. Every promise fails once by `unreadable-file` or `cancelled`. */
export interface Reading {
  header: Promise<SourceHeader>;
  survey: Promise<Survey>;
  summary: Promise<SourceSummary>;
  /** Batches as bytes, each of which the listener owns. */
  onBatch(listener: (batch: Uint8Array<ArrayBuffer>) => void): void;
  /** One batch has been stored. */
  stored(): void;
  /** Ends the process, whatever it does. */
  stop(): void;
}

export interface ReadingOptions {
  mode: 'rows' | 'survey';
  shape?: FileShape;
  /** With `survey` only pieces of a large file are read. */
  excerpt?: boolean;
  /** With `rows` the file is surveyed by this shape as well, if that reads the same rows. */
  survey?: FileShape;
  signal: AbortSignal;
  /** Share of the bytes read, 0 to 1; null while the size is not known. */
  progress(fraction: number | null): void;
  /** Seconds without a word from the parser after which it is ended. */
  patience?: number;
}

const PATIENCE_SECONDS = 10;
/** The process may end before its last message has been read here. */
const LAST_WORDS_MILLISECONDS = 500;

const STOPPED =
  'The part of Stowage that reads files stopped on this file, perhaps for want of memory. Nothing was imported. Try again; if it happens again, split the file.';
const SILENT =
  'The file could not be read on: nothing came for ten seconds. Nothing was imported. Check the disk it lies on, or copy the file elsewhere and try again.';

const NOT_SURVEYED = 'The file was read without being surveyed.';

export function startReading(port: ParserPort, source: ReadingSource, options: ReadingOptions): Reading {
  const header = Promise.withResolvers<SourceHeader>();
  const survey = Promise.withResolvers<Survey>();
  const summary = Promise.withResolvers<SourceSummary>();
  for (const { promise } of [header, survey, summary]) promise.catch(() => {});
  const feed = feedOf(port, source);
  const size = source.kind === 'path' ? undefined : source.kind === 'bytes' ? source.bytes.length : source.bytes;
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let listener: ((batch: Uint8Array<ArrayBuffer>) => void) | undefined;
  let unstored = 0;
  let silence = 0;
  let stopped = false;

  const stop = () => {
    if (stopped) return;
    stopped = true;
    clearInterval(watchdog);
    options.signal.removeEventListener('abort', cancel);
    port.kill();
  };
  const fail = (error: Error) => {
    for (const { reject } of [header, survey, summary]) reject(error);
    stop();
  };
  const cancel = () => fail(new StowageError('cancelled', 'Cancelled. Nothing was imported.'));
  const watchdog = setInterval(() => {
    if (unstored < MAX_BATCHES_AHEAD && ++silence >= (options.patience ?? PATIENCE_SECONDS))
      fail(new StowageError('unreadable-file', SILENT));
  }, 1000);

  const hear = (message: FromParser) => {
    if (stopped) return;
    silence = 0;
    if (message.kind === 'header' && !isHeader(message.header)) fail(new StowageError('unreadable-file', STOPPED));
    else if (message.kind === 'header') header.resolve(withSize(message.header, size));
    else if (message.kind === 'batch') {
      unstored++;
      const batch = Uint8Array.from(message.batch);
      if (listener) listener(batch);
      else waiting.push(batch);
    } else if (message.kind === 'progress') {
      feed?.read(message.bytesRead);
      const total = size ?? message.bytes;
      options.progress(total > 0 ? Math.min(1, message.bytesRead / total) : null);
    } else if (message.kind === 'survey') survey.resolve(message.survey);
    else if (message.kind === 'end') {
      survey.reject(new StowageError('internal', NOT_SURVEYED));
      summary.resolve(message.summary);
    } else fail(refusal(message.error));
  };

  port.onMessage(hear);
  port.onExit(() => setTimeout(() => fail(new StowageError('unreadable-file', STOPPED)), LAST_WORDS_MILLISECONDS).unref());
  options.signal.addEventListener('abort', cancel, { once: true });
  if (options.signal.aborted) cancel();
  else open(port, source, options);
  if (!stopped) feed?.read(0);

  return {
    header: header.promise,
    survey: survey.promise,
    summary: summary.promise,
    onBatch(next) {
      listener = next;
      for (const batch of waiting.splice(0)) next(batch);
    },
    stored() {
      unstored--;
      silence = 0;
      if (!stopped) port.post({ kind: 'stored' });
    },
    stop,
  };
}

function open(port: ParserPort, source: ReadingSource, { mode, shape, excerpt = false, survey }: ReadingOptions): void {
  const shaped = shape === undefined ? {} : { shape };
  const how: OpenMode = mode === 'survey' ? { mode, excerpt } : { mode, ...(survey === undefined ? {} : { survey }) };
  if (source.kind === 'path') port.post({ kind: 'open', path: source.path, fileName: basename(source.path), ...how, ...shaped });
  else port.post({ kind: 'open', fileName: basename(source.fileName), ...how, ...shaped });
}

function feedOf(port: ParserPort, source: ReadingSource): ChunkFeed | undefined {
  if (source.kind === 'path') return undefined;
  return createChunkFeed(port, source.kind === 'bytes' ? byteFeed(source.bytes) : source.chunks);
}

function withSize(header: SourceHeader, bytes: number | undefined): SourceHeader {
  return bytes === undefined ? header : { ...header, bytes };
}

/** The parser reads what a stranger wrote: only a header that a file could give passes. */
function isHeader({ fileName, bytes, encoding, delimiter, headers, originalHeaders, preamble }: SourceHeader): boolean {
  const texts = [fileName, encoding, delimiter, preamble, ...names(headers), ...names(originalHeaders)];
  return texts.every((text) => typeof text === 'string' && text.length <= LONGEST_TEXT) && delimiter.length === 1 && Number.isFinite(bytes);
}

function names(headers: unknown): unknown[] {
  return Array.isArray(headers) && headers.length <= BATCH_LIMITS.columns ? headers : [undefined];
}

/** Five rows of a header with the longest cells. */
const LONGEST_TEXT = 6 * BATCH_LIMITS.cellCharacters;

/** The parser reads what a stranger wrote: only its own kinds of error pass. */
function refusal(error: ErrorShape): StowageError {
  return error.code === 'unreadable-file' || error.code === 'needs-decision'
    ? fromErrorShape(error)
    : new StowageError('unreadable-file', STOPPED);
}

/** Undefined for a file that cannot be read so: who reads it otherwise will tell why. Being cancelled and faults of the program pass. */
export async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof StowageError && error.code !== 'cancelled') return undefined;
    throw error;
  });
}
