import type { FromParser, ToParser } from './parser-protocol.ts';
import type { WireMessage } from './rpc.ts';

/**
 * What the owner of the service (Electron's main process or the browser host) and the service say to each other beside the contract.
 * In Electron clients and parsers are joined by message ports that travel with `connect` and `parser`; in the host their messages are relayed.
 */
export type ToService =
  | { kind: 'connect'; client: number }
  | { kind: 'message'; client: number; message: WireMessage }
  | { kind: 'disconnect'; client: number }
  /** What a token stands for; bytes of an upload stay in memory. */
  | { kind: 'grant'; token: string; grant: GrantedFile }
  | { kind: 'parser'; parser: number }
  | { kind: 'parser-message'; parser: number; message: FromParser }
  | { kind: 'parser-exit'; parser: number; code: number | null }
  /** A printed document, or null where it could not be printed. */
  | { kind: 'printed'; print: number; pdf: Uint8Array | null }
  /** Checkpoint, close, forget the keys, end. */
  | { kind: 'lock' };

export type FromService =
  | { kind: 'message'; client: number; message: WireMessage }
  | { kind: 'parser-open'; parser: number }
  | { kind: 'parser-message'; parser: number; message: ToParser }
  | { kind: 'parser-kill'; parser: number }
  /** Asked of Electron's main process only: a page that holds all it needs becomes a PDF. */
  | { kind: 'print'; print: number; html: string }
  | { kind: 'print-stop'; print: number }
  /** A workspace was opened: for the list of recent ones. */
  | { kind: 'opened'; folder: string }
  /** The workspace is locked; the process ends now. */
  | { kind: 'locked' }
  /** A cancelled task has not stopped within two seconds: end the process by force. */
  | { kind: 'stuck' };

export type GrantedFile = { kind: 'path'; path: string } | { kind: 'bytes'; fileName: string; bytes: Uint8Array };
