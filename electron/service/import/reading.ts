import { basename } from 'node:path';
import { type ErrorShape, fromErrorShape, StowageError } from '../../../shared/errors.ts';
import {
  type FromParser,
  MAX_BATCHES_AHEAD,
  type RowBatch,
  type SourceHeader,
  type SourceSummary,
} from '../../../shared/parser-protocol.ts';
import type { Grant, ParserPort } from '../context.ts';

/** One file on its way through the parser process. Every promise fails once by `unreadable-file` or `cancelled`. */
export interface Reading {
  header: Promise<SourceHeader>;
  preview: Promise<Extract<FromParser, { kind: 'preview' }>>;
  summary: Promise<SourceSummary>;
  onBatch(listener: (batch: RowBatch) => void): void;
  /** One batch has been stored. */
  stored(): void;
  /** Ends the process, whatever it does. */
  stop(): void;
}

export interface ReadingOptions {
  mode: 'rows' | 'preview';
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

export function startReading(port: ParserPort, grant: Grant, options: ReadingOptions): Reading {
  const header = Promise.withResolvers<SourceHeader>();
  const preview = Promise.withResolvers<Extract<FromParser, { kind: 'preview' }>>();
  const summary = Promise.withResolvers<SourceSummary>();
  for (const { promise } of [header, preview, summary]) promise.catch(() => {});
  const bytes = grant.kind === 'bytes' ? grant.bytes : undefined;
  const feed = bytes ? createChunkFeed(port, bytes, options.mode) : undefined;
  const waiting: RowBatch[] = [];
  let listener: ((batch: RowBatch) => void) | undefined;
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
    for (const { reject } of [header, preview, summary]) reject(error);
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
    if (message.kind === 'header') header.resolve(withSize(message.header, bytes));
    else if (message.kind === 'batch') {
      unstored++;
      if (listener) listener(message.batch);
      else waiting.push(message.batch);
    } else if (message.kind === 'progress') {
      feed?.read(message.bytesRead);
      const total = bytes?.length ?? message.bytes;
      options.progress(total > 0 ? Math.min(1, message.bytesRead / total) : null);
    } else if (message.kind === 'preview') preview.resolve({ ...message, header: withSize(message.header, bytes) });
    else if (message.kind === 'end') summary.resolve(message.summary);
    else fail(refusal(message.error));
  };

  port.onMessage(hear);
  port.onExit(() => setTimeout(() => fail(new StowageError('unreadable-file', STOPPED)), LAST_WORDS_MILLISECONDS).unref());
  options.signal.addEventListener('abort', cancel, { once: true });
  if (options.signal.aborted) cancel();
  else open(port, grant, options.mode);
  if (!stopped) feed?.read(0);

  return {
    header: header.promise,
    preview: preview.promise,
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

function open(port: ParserPort, grant: Grant, mode: 'rows' | 'preview'): void {
  if (grant.kind === 'path')
    port.post({
      kind: 'open',
      path: grant.path,
      fileName: basename(grant.path),
      mode,
    });
  else port.post({ kind: 'open', fileName: basename(grant.fileName), mode });
}

function withSize(header: SourceHeader, bytes: Uint8Array | undefined): SourceHeader {
  return bytes ? { ...header, bytes: bytes.length } : header;
}

/** The parser reads what a stranger wrote: only its own kinds of error pass. */
function refusal(error: ErrorShape): StowageError {
  return error.code === 'unreadable-file' ? fromErrorShape(error) : new StowageError('unreadable-file', STOPPED);
}

const CHUNK_BYTES = 1024 ** 2;
const AHEAD_BYTES = { rows: 4 * 1024 ** 2, preview: 64 * 1024 ** 2 };

/** Sends the bytes of an upload, a bounded stretch ahead of what has been read. */
function createChunkFeed(port: ParserPort, bytes: Uint8Array, mode: 'rows' | 'preview'): { read(count: number): void } {
  let sent = 0;
  let ended = false;
  return {
    read(count) {
      while (sent < bytes.length && sent < count + AHEAD_BYTES[mode]) {
        const chunk = bytes.slice(sent, sent + CHUNK_BYTES);
        sent += chunk.length;
        port.post({ kind: 'chunk', bytes: chunk });
      }
      if (sent < bytes.length || ended) return;
      ended = true;
      port.post({ kind: 'chunk', bytes: new Uint8Array(0) });
    },
  };
}
