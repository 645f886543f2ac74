import { describe, expect, it } from 'vitest';
import { createPrinter, PRINT_OPTIONS, PRINT_PARTITION, printPreferences } from '../../electron/main/printer.ts';
import { choosePrinter, PRINT_OPTIONS as PRINTED_BY_CHROMIUM } from '../../electron/service/export/pdf.ts';
import { relayedPrints } from '../../electron/service/relayed-prints.ts';
import type { FromService } from '../../shared/control-protocol.ts';
import { fakePrintWindows, fakeSession, isCancelled } from '../support/fake-electron.ts';

const PAGE = '<!DOCTYPE html><p>Made up.</p>';

async function printer(failing?: Parameters<typeof fakePrintWindows>[0]) {
  const [fake, windows] = [fakeSession(), fakePrintWindows(failing)];
  const made = await createPrinter({ makeWindow: windows.makeWindow, session: fake.session });
  const ask = (url: string, method = 'GET') => fake.schemes.get('app')?.({ url, method }) as Response;
  return { fake, windows, made, ask };
}

describe('a document that the window prints', () => {
  it('stands in a hidden window of its own, whose faces are in before it is printed with tags and outline, and which ends with it', async () => {
    const { made, windows } = await printer();
    expect(Buffer.from(await made.print(7, PAGE)).toString()).toBe('%PDF-1.7');
    const [window] = windows.made;
    expect(windows.made).toHaveLength(1);
    expect([window?.options.show, window?.destroyed]).toEqual([false, true]);
    expect(window?.steps).toEqual([
      ['load', 'app://stowage/print/7'],
      ['faces', expect.stringContaining('document.fonts')],
      ['print', { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true }],
    ]);
    expect(PRINT_OPTIONS).toEqual(PRINTED_BY_CHROMIUM);
  });

  it('is given no Node, no preload and nothing that lasts', () => {
    expect(printPreferences()).toEqual({
      partition: 'stowage-print',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: false,
      backgroundThrottling: false,
    });
    expect(PRINT_PARTITION).not.toContain('persist:');
  });

  it('is the one page of its session, under a policy without scripts, for as long as it is printed', async () => {
    const { made, ask, windows } = await printer();
    const answers: Response[] = [];
    windows.onLoad((url) => answers.push(ask(url)));
    await made.print(7, PAGE);
    const [answer] = answers;
    expect(await answer?.text()).toBe(PAGE);
    const policy = answer?.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/script-src|connect-src|frame-src|https?:|\*/);
    const others = [
      'app://stowage/print/7',
      'app://stowage/',
      'app://stowage/print/7/../8',
      'app://stowage/print/x',
      'https://stowage/print/7',
    ];
    for (const url of others) expect([url, ask(url).status]).toEqual([url, 404]);
  });

  it('reaches nothing: of all addresses its own page and the faces within it', async () => {
    const { fake } = await printer();
    expect(isCancelled(fake, 'app://stowage/print/7', 'mainFrame')).toBe(false);
    expect(isCancelled(fake, 'data:font/ttf;base64,AAEAAA', 'font')).toBe(false);
    const refused = [
      'app://stowage/',
      'app://stowage/print/',
      'https://example.org/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://example.org/',
    ];
    for (const url of [...refused, 'data:text/html,x', 'blob:app://stowage/1', 'about:blank'])
      expect([url, isCancelled(fake, url, 'font')]).toEqual([url, true]);
    expect(isCancelled(fake, 'data:font/ttf;base64,AAEAAA', 'script')).toBe(true);
    expect([...fake.schemes.keys()].sort()).toEqual(['app', 'file', 'ftp', 'http', 'https', 'ws', 'wss']);
    expect(fake.calls.proxy).toEqual({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9' });
    expect(fake.call('permission-check', null, 'media')).toBe(false);
  });

  it.each(['load', 'faces', 'print'] as const)('leaves no window behind when it cannot %s', async (step) => {
    const { made, windows } = await printer(step);
    await expect(made.print(7, PAGE)).rejects.toThrow(`cannot ${step}`);
    expect(windows.made.map(({ destroyed }) => destroyed)).toEqual([true]);
  });
});

describe('the service that has a window prints with it', () => {
  function relay() {
    const posted: FromService[] = [];
    const prints = relayedPrints((message) => posted.push(message));
    return { posted, prints };
  }

  it('and gets its bytes with the times taken out', async () => {
    const { posted, prints } = relay();
    const chosen = choosePrinter(prints.print);
    if ('missing' in chosen) throw new Error(chosen.missing);
    const [first, second] = [chosen.print(PAGE), chosen.print('<p>2</p>')];
    expect(posted).toEqual([
      { kind: 'print', print: 1, html: PAGE },
      { kind: 'print', print: 2, html: '<p>2</p>' },
    ]);
    prints.printed(2, new TextEncoder().encode("/CreationDate (D:20260309083000+00'00')"));
    prints.printed(1, new TextEncoder().encode('%PDF'));
    expect(Buffer.from(await first).toString()).toBe('%PDF');
    expect(Buffer.from(await second).toString()).toBe("/CreationDate (D:19800101000000+00'00')");
  });

  it('or says in a sentence that it could not', async () => {
    const { prints } = relay();
    const printed = prints.print(PAGE);
    prints.printed(1, null);
    await expect(printed).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('No PDF was made') as string });
  });

  it('and a cancelled one is stopped there as well', async () => {
    const { posted, prints } = relay();
    const chosen = choosePrinter(prints.print);
    if ('missing' in chosen) throw new Error(chosen.missing);
    const cancel = new AbortController();
    const printed = chosen.print(PAGE, { signal: cancel.signal });
    cancel.abort();
    await expect(printed).rejects.toMatchObject({ code: 'cancelled' });
    expect(posted.at(-1)).toEqual({ kind: 'print-stop', print: 1 });
    prints.printed(1, new Uint8Array());
  });
});
