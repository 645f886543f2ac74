import { toErrorShape } from '../../shared/errors.ts';
import { type FromParser, MAX_BATCHES_AHEAD, type SentBatch, type SourceHeader, type ToParser } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';
import { bytesOfBatch } from './batch-bytes.ts';
import { type ByteSource, type ChunkSource, createChunkSource, openFileSource } from './byte-source.ts';
import { excerptOf } from './excerpt.ts';
import { readSource } from './read-source.ts';
import { surveySource } from './survey-source.ts';

/** The parser's side of the line to whoever started it. `post` resolves once the message is on its way. */
export interface Outlet {
  post(message: FromParser): Promise<void>;
  onMessage(listener: (message: ToParser) => void): void;
  /** Nothing more will be said; ends the process. */
  end(): void;
}

type Open = Extract<ToParser, { kind: 'open' }>;

const PROGRESS_MILLISECONDS = 100;

/** Serves one file, then ends. */
export function serveOneFile(outlet: Outlet): void {
  const credits = createCredits(MAX_BATCHES_AHEAD);
  const chunks = createChunkSource();
  let opened = false;
  outlet.onMessage((message) => {
    if (message.kind === 'open' && !opened) {
      opened = true;
      void serve(message, chunks, credits, outlet);
    } else if (message.kind === 'chunk') chunks.push(message.bytes);
    else if (message.kind === 'stored') credits.give();
    else if (message.kind === 'stop') outlet.end();
  });
}

async function serve(open: Open, chunks: ChunkSource, credits: Credits, outlet: Outlet): Promise<void> {
  let source: ByteSource | undefined;
  try {
    source = open.path === undefined ? chunks : await openFileSource(open.path);
    const progress = createProgress(source, open.path === undefined ? 0 : PROGRESS_MILLISECONDS, outlet);
    if (open.mode === 'survey') {
      const survey = await surveySource(open.excerpt ? await excerptOf(source) : source, open.fileName, progress, open.shape);
      await outlet.post({ kind: 'survey', survey });
    } else await serveRows(source, open, progress, credits, outlet);
  } catch (error) {
    await outlet.post({ kind: 'error', error: toErrorShape(error) });
  } finally {
    await source?.close();
    outlet.end();
  }
}

type Progress = (bytesRead: number) => void;

/** Bytes that come as chunks are acknowledged by each progress, so that no more than a few wait here. */
function createProgress(source: ByteSource, interval: number, outlet: Outlet): Progress {
  let told = -Infinity;
  return (bytesRead) => {
    if (performance.now() - told < interval) return;
    told = performance.now();
    void outlet.post({ kind: 'progress', bytesRead, bytes: source.bytes });
  };
}

async function serveRows(
  source: ByteSource,
  { fileName, shape, survey }: Extract<Open, { mode: 'rows' }>,
  progress: Progress,
  credits: Credits,
  outlet: Outlet,
): Promise<void> {
  const listener = {
    header: (header: SourceHeader) => void outlet.post({ kind: 'header', header }),
    progress,
    survey: (told: Survey) => void outlet.post({ kind: 'survey', survey: told }),
    async batch(batch: SentBatch) {
      await credits.take();
      await outlet.post({ kind: 'batch', batch: bytesOfBatch(batch) });
    },
  };
  const summary = await readSource(source, fileName, listener, shape, survey);
  await outlet.post({ kind: 'end', summary });
}

interface Credits {
  take(): Promise<void>;
  give(): void;
}

function createCredits(count: number): Credits {
  let left = count;
  let wake: (() => void) | undefined;
  return {
    async take() {
      while (left === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      left--;
    },
    give() {
      left++;
      wake?.();
    },
  };
}
