import { z } from '../../../shared/contract/schema.ts';
import { StowageError } from '../../../shared/errors.ts';
import { findBrowser } from './browser.ts';
import { type BrowserPipe, openBrowser } from './browser-pipe.ts';
import { fixedPdf } from './pdf-fixed.ts';

/** Prints one page of HTML: Electron's own printing in the window, an installed browser elsewhere. */
export type PrintPdf = (html: string, options?: { signal?: AbortSignal }) => Promise<Uint8Array>;

export interface Printer {
  print: PrintPdf;
  close(): Promise<void>;
}

export const NO_BROWSER =
  'A PDF is printed by Chromium, Chrome or Edge, and none was found on this machine, so no PDF was made. The other formats are whole. ' +
  'Install one of them, or name it in STOWAGE_CHROMIUM, and export again.';

const LONGEST = 90_000;
const opened = z.object({ targetId: z.string() });
const attached = z.object({ sessionId: z.string() });
const tree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) });
const printed = z.object({ data: z.string() });

export const PRINT_OPTIONS = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true };

/** Electron's own printing where there is a window, else an installed browser; `missing` says what to do where there is neither. Close it. */
export function choosePrinter(own: PrintPdf | undefined): Printer | { missing: string } {
  if (!own) return openPrinter();
  return {
    close: () => Promise.resolve(),
    print: async (html, { signal } = {}) => {
      const late = new AbortController();
      const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      try {
        return fixedPdf(await within(own(html, { signal: stop }), signal));
      } finally {
        late.abort();
      }
    },
  };
}

/** An installed browser that prints one document after another; `missing` says what to do where there is none. Close it. */
export function openPrinter(program: string | undefined = findBrowser()): Printer | { missing: string } {
  if (!program) return { missing: NO_BROWSER };
  let browser: BrowserPipe | undefined;
  const close = async () => {
    const last = browser;
    browser = undefined;
    await last?.close();
  };
  return {
    close,
    async print(html, options = {}) {
      browser ??= openBrowser(program);
      const { signal } = options;
      try {
        return fixedPdf(await within(printPage(browser, html), signal));
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

/** The document goes in and comes out over the pipes; its page is closed afterwards. */
async function printPage(browser: BrowserPipe, html: string): Promise<Uint8Array> {
  const { targetId } = opened.parse(await browser.send('Target.createTarget', { url: 'about:blank' }));
  const { sessionId } = attached.parse(await browser.send('Target.attachToTarget', { targetId, flatten: true }));
  const send = (method: string, params?: object) => browser.send(method, params, sessionId);
  await send('Network.enable');
  await send('Network.setBlockedURLs', { urls: ['http://*', 'https://*', 'ws://*', 'wss://*', 'ftp://*', 'file://*'] });
  const { frameTree } = tree.parse(await send('Page.getFrameTree'));
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
  await send('Runtime.evaluate', { expression: 'document.fonts.ready.then(() => true)', awaitPromise: true });
  const { data } = printed.parse(await send('Page.printToPDF', PRINT_OPTIONS));
  await browser.send('Target.closeTarget', { targetId });
  return Buffer.from(data, 'base64');
}

async function within<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const late = AbortSignal.timeout(LONGEST);
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  if (stop.aborted) {
    work.catch(() => undefined);
    throw stopped(late);
  }
  return await new Promise<T>((resolve, reject) => {
    stop.addEventListener('abort', () => reject(stopped(late)), { once: true });
    work.then(resolve, reject);
  });
}

function stopped(late: AbortSignal): StowageError {
  return late.aborted
    ? new StowageError(
        'internal',
        'Printing took longer than a minute and a half and was stopped. No PDF was made. Choose fewer cases or another format.',
      )
    : new StowageError('cancelled', 'Printing was cancelled. No PDF was made.');
}
