import type { BrowserWindow, Session, WebPreferences } from 'electron';
import { printHeaders } from '../../shared/page-policy.ts';
import { ORIGIN, SCHEME } from './address.ts';
import { lockSession, windowPreferences } from './lockdown.ts';

/** What is needed of Electron to print. */
export interface PrinterMaker {
  makeWindow(options: { show: false; webPreferences: WebPreferences }): PrintWindow;
  /** In memory only, and shared with no window that a person sees. */
  session: Pick<Session, 'protocol'> & Parameters<typeof lockSession>[0];
}

type PrintWindow = Pick<BrowserWindow, 'loadURL' | 'destroy' | 'isDestroyed'> & {
  webContents: Pick<BrowserWindow['webContents'], 'executeJavaScript' | 'printToPDF'>;
};

/** Prints documents of the service; each print can be stopped by its number. */
export interface DocumentPrinter {
  /** Throws when the page cannot be loaded or printed, or was stopped. */
  print(id: number, html: string): Promise<Uint8Array>;
  stop(id: number): void;
  stopAll(): void;
}

/** Of the partition of pages that are printed; without `persist:` it lives in memory only. */
export const PRINT_PARTITION = 'stowage-print';

/** Tags are needed for the outline as well. Sizes and margins are those of the document's own style. */
export const PRINT_OPTIONS = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true };

/** Faces are asked for by name: a window that is never shown lays nothing out by itself, and would be printed before they are in. */
const FACES_READY = 'Promise.all([...document.fonts].map((face) => face.load())).then(() => document.fonts.ready).then(() => true)';

/** Each document stands in a hidden window of its own, which holds no Node, no preload and no way out, and ends with it. */
export async function createPrinter({ makeWindow, session }: PrinterMaker): Promise<DocumentPrinter> {
  const printing = new Map<number, { html: string; window: PrintWindow }>();
  await lockSession(session, ({ url, resourceType }) => isPrintPage(url) || isFace(url, resourceType));
  session.protocol.handle(SCHEME, ({ url, method }) => {
    const page = method === 'GET' ? printing.get(idOf(url)) : undefined;
    return page ? new Response(page.html, { headers: printHeaders() }) : new Response(null, { status: 404 });
  });
  const stop = (id: number) => {
    const one = printing.get(id);
    printing.delete(id);
    if (one && !one.window.isDestroyed()) one.window.destroy();
  };
  return {
    async print(id, html) {
      const window = makeWindow({ show: false, webPreferences: printPreferences() });
      printing.set(id, { html, window });
      try {
        await window.loadURL(addressOf(id));
        await window.webContents.executeJavaScript(FACES_READY);
        return await window.webContents.printToPDF(PRINT_OPTIONS);
      } finally {
        stop(id);
      }
    },
    stop,
    stopAll() {
      for (const id of [...printing.keys()]) stop(id);
    },
  };
}

/** As of the window a person sees, without a preload; it is drawn although nobody sees it. */
export function printPreferences(): WebPreferences {
  return { ...windowPreferences(false), partition: PRINT_PARTITION, backgroundThrottling: false };
}

function addressOf(id: number): string {
  return `${ORIGIN}/print/${id}`;
}

function idOf(url: string): number {
  const [, id] = /^app:\/\/stowage\/print\/(\d{1,9})$/.exec(url) ?? [];
  return id === undefined ? -1 : Number(id);
}

function isPrintPage(url: string): boolean {
  return idOf(url) >= 0;
}

/** Faces of type lie in the page itself. */
function isFace(url: string, resourceType: string | undefined): boolean {
  return resourceType === 'font' && url.startsWith('data:font/ttf;base64,');
}
