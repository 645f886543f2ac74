import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { CHANNELS } from '../../shared/native-channels.ts';
import { isOwnAddress } from './address.ts';
import type { NativeCalls } from './native.ts';

const FOLDER_KINDS = ['workspace', 'parent', 'pack'] as const;
const TOKEN = /^[a-z0-9-]{8,64}$/;

type Frame = Pick<WebFrameMain, 'url' | 'parent'>;

/** Only the main frame of our own page is listened to. */
export function isTrusted(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url) && !frame.url.startsWith('blob:');
}

/** Registers every channel. `sendPort` gives the asking frame a port to the service. */
export function handleNative(ipcMain: Pick<IpcMain, 'handle'>, native: NativeCalls, sendPort: (frame: WebFrameMain) => void): void {
  const handle = (channel: string, answer: (argument: unknown, event: IpcMainInvokeEvent) => unknown) => {
    ipcMain.handle(channel, (event, argument: unknown) => {
      if (!isTrusted(event.senderFrame)) throw new Error('Refused: this call did not come from the page.');
      return answer(argument, event);
    });
  };
  handle(CHANNELS.port, (_argument, { senderFrame }) => {
    if (senderFrame) sendPort(senderFrame);
  });
  handle(CHANNELS.pickFile, (kind) => native.pickFile(oneOf(['import'] as const, kind)));
  handle(CHANNELS.pickFolder, (kind) => native.pickFolder(oneOf(FOLDER_KINDS, kind)));
  handle(CHANNELS.recents, () => native.recents());
  handle(CHANNELS.reveal, (token) => {
    if (typeof token !== 'string' || !TOKEN.test(token)) throw new Error('Refused: this is not a token.');
    native.reveal(token);
  });
}

function oneOf<T extends string>(kinds: readonly T[], value: unknown): T {
  const kind = kinds.find((each) => each === value);
  if (kind === undefined) throw new Error('Refused: unknown kind.');
  return kind;
}
