import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOwnAddress } from '../../electron/main/address.ts';
import { isTrusted } from '../../electron/main/ipc.ts';
import { lockApp, lockContents, lockSession, REFUSED_SCHEMES, SCHEME_PRIVILEGES, webPreferences } from '../../electron/main/lockdown.ts';
import { menuTemplate } from '../../electron/main/menu.ts';
import { answerPage } from '../../electron/main/pages.ts';
import { menuWords } from '../../electron/main/words.ts';
import { fakeContents, fakeSession, isCancelled } from '../support/fake-electron.ts';

const ELSEWHERE = [
  'http://example.org/',
  'https://example.org/pixel.png',
  'http://127.0.0.1:8080/',
  'http://localhost/',
  'http://[::1]/',
  'ws://example.org/',
  'wss://example.org/socket',
  'ftp://example.org/',
  'file:///etc/passwd',
  'file://server/share',
  'chrome://settings',
  'chrome-extension://abc/x.js',
  'devtools://devtools/bundled/inspector.html',
  'data:text/html,<script>1</script>',
  'javascript:alert(1)',
  'about:blank',
  'blob:https://example.org/5c',
  'blob:null/5c',
  'filesystem:https://example.org/temporary/x',
  'app://other/',
  'app://stowage.example.org/',
  'app://stowage:80/',
  'app://user@stowage/',
  'appx://stowage/',
  'http://stowage/',
  '',
  'nonsense',
];

async function locked() {
  const fake = fakeSession();
  await lockSession(fake.session);
  return fake;
}

describe('a page that tries to reach out', () => {
  it.each(ELSEWHERE)('is refused %s', async (url) => {
    expect(isCancelled(await locked(), url)).toBe(true);
  });

  it.each(['app://stowage/', 'app://stowage/assets/main.js', 'blob:app://stowage/0b5e'])('may load its own %s', async (url) => {
    expect(isCancelled(await locked(), url)).toBe(false);
  });

  it('finds only refusals behind every scheme that leads elsewhere', async () => {
    const { schemes } = await locked();
    expect([...schemes.keys()].sort()).toEqual(['file', 'ftp', 'http', 'https', 'ws', 'wss']);
    for (const scheme of REFUSED_SCHEMES) expect(schemes.get(scheme)?.()).toMatchObject({ type: 'error' });
  });

  it('would end at a proxy that nobody listens on, and finds no name', async () => {
    const { calls } = await locked();
    expect(calls.proxy).toEqual({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9' });
    const switches = new Map<string, string | undefined>();
    let sandboxed = false;
    const commandLine = { appendSwitch: (name: string, value?: string) => void switches.set(name, value) };
    lockApp({
      commandLine,
      enableSandbox: () => {
        sandboxed = true;
      },
    } as unknown as Parameters<typeof lockApp>[0]);
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect(switches.get('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp');
    expect(sandboxed).toBe(true);
  });

  it('cannot save a file from elsewhere', async () => {
    const fake = await locked();
    const stopped = (url: string) => {
      let prevented = false;
      fake.call(
        'will-download',
        {
          preventDefault: () => {
            prevented = true;
          },
        },
        { getURL: () => url },
      );
      return prevented;
    };
    expect(stopped('https://example.org/tool.exe')).toBe(true);
    expect(stopped('blob:app://stowage/chart')).toBe(false);
  });

  it('cannot leave its page, open a window or embed another page', () => {
    const fake = fakeContents();
    lockContents(fake.contents);
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])
      expect([event, fake.prevented(event)]).toEqual([event, true]);
    expect(fake.openWindow('app://stowage/')).toEqual({ action: 'deny' });
    expect(fake.calls.webrtc).toBe('disable_non_proxied_udp');
  });

  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'usb',
    'hid',
    'serial',
    'unknown',
  ])('is not given the permission %s', async (permission) => {
    const fake = await locked();
    let granted: unknown;
    fake.call('permission-request', null, permission, (answer: boolean) => {
      granted = answer;
    });
    expect(granted).toBe(false);
    expect(fake.call('permission-check', null, permission)).toBe(false);
    expect(fake.call('device', {})).toBe(false);
  });
});

/** Numbers as in Electron's own security checklist (docs/tutorial/security.md, 20 items). */
describe("Electron's security checklist", () => {
  const preferences = webPreferences('/app/preload.cjs', false);
  const pages = new Map([['/index.html', Buffer.from('<meta name="csp-nonce" content="{{csp-nonce}}">')]]);
  const page = () => answerPage(pages, { url: 'app://stowage/', method: 'GET' });
  const source = (path: string) => readFileSync(new URL(`../../electron/${path}`, import.meta.url), 'utf8');

  it('1, 18: only own files over an own scheme, never file: or http:', () => {
    expect(SCHEME_PRIVILEGES).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    expect(answerPage(pages, { url: 'file:///index.html', method: 'GET' }).status).toBe(403);
    expect(answerPage(pages, { url: 'app://stowage/../../etc/passwd', method: 'GET' }).status).toBe(404);
    expect(answerPage(pages, { url: 'app://stowage/', method: 'POST' }).status).toBe(403);
  });
  it('2: no Node in the page, its workers or its frames', () => {
    expect([preferences.nodeIntegration, preferences.nodeIntegrationInWorker, preferences.nodeIntegrationInSubFrames]).toEqual([
      false,
      false,
      false,
    ]);
  });
  it('3: context isolation', () => expect(preferences.contextIsolation).toBe(true));
  it('4: sandbox', () => expect(preferences.sandbox).toBe(true));
  it('5: permissions are asked and refused', async () => expect((await locked()).call('permission-check', null, 'media')).toBe(false));
  it('6: web security on', () => expect(preferences.webSecurity).toBe(true));
  it('7: a content security policy as a header, with a fresh nonce that stands in the page', async () => {
    const [one, other] = [page(), page()];
    const policy = one.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await one.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`);
    expect(other.headers.get('Content-Security-Policy')).not.toBe(policy);
    expect(one.headers.get('Cache-Control')).toBe('no-store');
  });
  it('8: no insecure content', () => expect(preferences.allowRunningInsecureContent).toBe(false));
  it('9: no experimental features', () => expect(preferences.experimentalFeatures).toBe(false));
  it('10: no extra Blink features', () => expect(preferences.enableBlinkFeatures).toBeUndefined());
  it('11, 12: no webview at all', () => {
    const fake = fakeContents();
    lockContents(fake.contents);
    expect([preferences.webviewTag, fake.prevented('will-attach-webview')]).toEqual([false, true]);
  });
  it('13, 14: no navigation and no new window', () => {
    const fake = fakeContents();
    lockContents(fake.contents);
    expect([fake.prevented('will-navigate'), fake.openWindow('https://example.org')]).toEqual([true, { action: 'deny' }]);
  });
  it('15: nothing is opened outside', () => {
    for (const file of ['main/main.ts', 'main/native.ts', 'main/ipc.ts', 'main/menu.ts', 'preload/preload.ts'])
      expect(source(file)).not.toMatch(/openExternal|openPath/);
  });
  it('16: an Electron that is not old', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../node_modules/electron/package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });
  it('17: only the main frame of the page is listened to', () => {
    const parent = {} as Parameters<typeof isTrusted>[0];
    expect(isTrusted({ url: 'app://stowage/', parent: null })).toBe(true);
    expect(isTrusted(null)).toBe(false);
    for (const url of ['https://example.org/', 'about:blank', '', 'blob:app://stowage/1', 'app://other/'])
      expect(isTrusted({ url, parent: null })).toBe(false);
    expect(isTrusted({ url: 'app://stowage/', parent } as Parameters<typeof isTrusted>[0])).toBe(false);
  });
  it('19: no spell checker, updater or crash upload, which would reach out by themselves', async () => {
    expect(preferences.spellcheck).toBe(false);
    expect((await locked()).calls.spellcheck).toBe(false);
    expect(source('main/main.ts')).not.toMatch(/autoUpdater|crashReporter/);
  });
  it('20: the page gets five named calls and never Electron itself', () => {
    const preload = source('preload/preload.ts');
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
    expect(preload).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer|send:|require\(/);
  });
  it('keeps nothing of the page on disk', () => expect(preferences.partition).not.toContain('persist:'));
  it('shows developer tools only while it is developed', () =>
    expect([preferences.devTools, webPreferences('', true).devTools]).toEqual([false, true]));
});

describe('the native menu', () => {
  it('is there in four languages, with the same entries and English for any other', () => {
    const keys = Object.keys(menuWords(['en']));
    for (const language of ['fr-CA', 'ru-RU', 'es']) {
      const words = menuWords([language]);
      expect(Object.keys(words)).toEqual(keys);
      expect(Object.values(words).filter((word) => word === '')).toEqual([]);
      expect(words.lock).not.toBe(menuWords(['en']).lock);
    }
    expect(menuWords(['de-DE', 'pt'])).toBe(menuWords(['en']));
    expect(menuWords(['de-DE', 'ru'])).toBe(menuWords(['ru']));
  });

  it('locks when asked, and offers neither reload nor developer tools', () => {
    let lockedOnce = 0;
    const template = menuTemplate(menuWords(['en']), { lock: () => lockedOnce++ }, 'linux');
    const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const lock = items.find(({ label }) => label === 'Lock');
    (lock?.click as (() => void) | undefined)?.();
    expect(lockedOnce).toBe(1);
    expect(items.map(({ role }) => role)).not.toEqual(expect.arrayContaining(['toggleDevTools']));
    expect(items.some(({ role }) => role === 'reload' || role === 'forceReload' || role === 'toggleDevTools')).toBe(false);
  });

  it('recognises its own addresses and no others', () => {
    expect(isOwnAddress('app://stowage/x?y#z')).toBe(true);
    expect(isOwnAddress('app:stowage')).toBe(false);
  });
});
