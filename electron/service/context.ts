import type { ColumnTable } from '../../shared/columns/table.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { FromParser, ToParser } from '../../shared/parser-protocol.ts';
import type { Area, CallContext, OutputOf, ParsedInputOf } from '../../shared/rpc.ts';
import type { ReadDb } from './db/connect.ts';
import type { PrintPdf } from './export/pdf.ts';
import type { WriteTaskInput, WriteTaskName, WriteTaskOutput } from './jobs/write-tasks.ts';
import type { Asker } from './scan/ask.ts';
import type { ScanPool } from './scan/pool.ts';

/** What every handler gets. Nothing here touches the disk by itself. */
export interface ServiceContext {
  /** The open workspace; throws `not-permitted` while locked. */
  session(): Session;
  /** What a token stands for; throws `not-found` for a token that was never granted. */
  grant(token: string): Grant;
  /** Starts the short-lived process that reads one untrusted file. */
  openParser(): Promise<ParserPort>;
  /** Prints a page with the window's own Chromium; absent where there is no window. */
  print?: PrintPdf;
  changed(areas: Area[]): void;
  now(): Date;
}

/** Granted by a native dialog, the command line, or the browser host. Uploaded bytes stay in memory. */
export type Grant = { kind: 'path'; path: string } | { kind: 'bytes'; fileName: string; bytes: Uint8Array };

/** One unlocked workspace. The data key never leaves the service. */
export interface Session {
  folder: string;
  name: string;
  workspaceId: string;
  /** Sign of the analyst who unlocked. */
  analyst: string;
  read: ReadDb;
  writer: Writer;
  /** The column table of the current data version, loaded on first use. */
  columns(): Promise<ColumnTable>;
  /** The same for what a person browses, without waiting while added rows are still being built in. */
  shownColumns(): Promise<ColumnTable>;
  /** Threads that scan the columns; they start when they are first asked and end with the session. */
  scan: ScanPool;
  /** Answers questions with these threads. */
  asker: Asker;
}

/** The one thread that writes. Tasks run one after another; a second long task is refused with `busy`. */
export interface Writer {
  run<T extends WriteTaskName>(task: T, input: WriteTaskInput<T>, call?: CallContext): Promise<WriteTaskOutput<T>>;
  /** A task that is fed while it runs, such as an import; buffers are moved, not copied. */
  feed<T extends WriteTaskName>(task: T, input: WriteTaskInput<T>, call?: CallContext): FedTask<WriteTaskOutput<T>>;
}

export interface FedTask<O> {
  send(message: unknown, transfer?: ArrayBuffer[]): void;
  /** What the task says back while it runs. */
  onMessage(listener: (message: unknown) => void): void;
  result: Promise<O>;
}

export interface ParserPort {
  post(message: ToParser): void;
  onMessage(listener: (message: FromParser) => void): void;
  /** The process ended without `end` or `error`. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** The handlers of some procedures, one object for each contract file. */
export type AreaHandlers<M extends keyof StowageContract> = {
  [K in M]: (
    service: ServiceContext,
    input: ParsedInputOf<StowageContract[K]>,
    call: CallContext,
  ) => Promise<OutputOf<StowageContract[K]>> | OutputOf<StowageContract[K]>;
};
