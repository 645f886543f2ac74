import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_HEADER } from '../../shared/page-policy.ts';
import { startTestHost, type TestHost } from '../support/host.ts';

let test: TestHost;
let browser: Record<string, string>;
beforeAll(async () => {
  test = await startTestHost({ maxUpload: 1000 });
  browser = await test.enter();
});
afterAll(() => test.stop());

const post = (path: string, headers: Record<string, string>, body = '{}') => test.ask(path, { method: 'POST', headers, body });

describe('a stranger at the browser host', () => {
  it('gets nothing without an address from whoever started it', async () => {
    for (const path of ['/', '/index.html', '/assets/main.js', '/native/recents'])
      expect([path, (await test.ask(path)).status]).toEqual([path, 403]);
  });

  it('gets nothing with a token that was guessed, used or empty', async () => {
    const { search } = new URL(test.host.address());
    expect((await test.ask(`/${search}`)).status).toBe(303);
    expect((await test.ask(`/${search}`)).status).toBe(403);
    expect((await test.ask('/?t=0')).status).toBe(403);
    expect((await test.ask('/?t=')).status).toBe(403);
  });

  it('gets nothing with a cookie that was guessed', async () => {
    const [name] = (browser.Cookie ?? '').split('=');
    expect((await test.ask('/', { headers: { Cookie: `${name}=${'0'.repeat(64)}` } })).status).toBe(403);
    expect((await test.ask('/', { headers: { Cookie: `${name}=` } })).status).toBe(403);
  });

  it.each(['localhost', 'evil.example', '127.0.0.1', '[::1]', '127.0.0.1.evil.example'])(
    'cannot reach it under another name by rebinding: Host "%s"',
    async (name) => {
      expect((await test.ask('/', { headers: { ...browser, Host: `${name}:${test.port}` } })).status).toBe(
        name === '127.0.0.1' ? 200 : 403,
      );
    },
  );

  it('cannot use the cookie from a page of another origin', async () => {
    for (const Origin of [
      'https://evil.example',
      'null',
      `http://localhost:${test.port}`,
      `https://127.0.0.1:${test.port}`,
      `http://127.0.0.1:${test.port + 1}`,
    ]) {
      expect((await post('/native/recents', { ...browser, Origin })).status).toBe(403);
      await expect(test.socket({ ...browser, Origin })).rejects.toThrow('403');
    }
    expect((await test.ask('/', { headers: { ...browser, 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
  });

  it('cannot do anything with the cookie alone, which a browser shows to every port of this machine', async () => {
    const { [KEY_HEADER]: key, ...cookieOnly } = browser;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    for (const headers of [cookieOnly, { ...cookieOnly, [KEY_HEADER]: '0'.repeat(64) }]) {
      expect((await post('/native/recents', headers)).status).toBe(403);
      await expect(test.socket(headers)).rejects.toThrow('403');
    }
    const page = (await test.ask('/', { headers: cookieOnly })).text;
    expect(page).not.toContain(key);
    expect((await post('/native/recents', browser)).status).toBe(200);
  });

  it('cannot open a socket without the cookie, without an origin, or at another address', async () => {
    await expect(test.socket({ Origin: browser.Origin ?? '' })).rejects.toThrow('403');
    await expect(test.socket({ Cookie: browser.Cookie ?? '' })).rejects.toThrow('403');
    await expect(test.socket(browser, '/other')).rejects.toThrow('403');
  });

  it('is shut out when it writes something that is no message', async () => {
    const deep = `{"kind":"call","id":1,"method":"view.get","input":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    for (const frame of [deep, 'nonsense', '{}', '[]', 'null', '{"kind":"call"}', Buffer.from([255, 255, 255, 255, 0]), Buffer.alloc(3)]) {
      const socket = await test.socket(browser);
      socket.send(frame);
      const [code] = await once(socket, 'close');
      expect(code).toBe(1008);
    }
  });

  it('finds no file beside the page, however the path is spelled', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '//etc/passwd',
      '/assets/../../secret.txt',
      '/assets',
      '/constructor',
      '/__proto__',
    ]) {
      const { status, text } = await test.ask(path, { headers: browser });
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain('outside');
    }
  });

  it('finds the port on no other address of this machine', async () => {
    const others = Object.values(networkInterfaces()).flatMap((cards) =>
      (cards ?? []).filter(({ address }) => address !== '127.0.0.1').map(({ address }) => address),
    );
    for (const host of [...others, '127.0.0.2']) {
      const tried = connect({ host, port: test.port });
      const outcome = await Promise.race([once(tried, 'connect').then(() => 'open'), once(tried, 'error').then(() => 'refused')]).catch(
        () => 'refused',
      );
      tried.destroy();
      expect([host, outcome]).toEqual([host, 'refused']);
    }
  });
});

describe('what the host answers', () => {
  it('carries the policy, a fresh nonce in the page, and is never stored', async () => {
    const [one, other] = [await test.ask('/', { headers: browser }), await test.ask('/', { headers: browser })];
    const policy = String(one.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(20);
    expect(one.text).toContain(`content="${nonce}"`);
    expect(other.text).not.toBe(one.text);
    for (const word of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "form-action 'none'"])
      expect(policy).toContain(word);
    expect(policy).not.toMatch(/unsafe/);
    for (const path of ['/', '/assets/main.js', '/nothing']) {
      const { headers } = await test.ask(path, { headers: browser });
      expect([headers['cache-control'], headers['x-content-type-options'], headers['referrer-policy']]).toEqual([
        'no-store',
        'nosniff',
        'no-referrer',
      ]);
    }
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const { headers } = await test.ask(`/${new URL(test.host.address()).search}`);
    expect(headers['set-cookie']?.[0]).toMatch(new RegExp(`^stowage-${test.port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(headers.location).toMatch(/^\/#[0-9a-f]{64}$/);
  });
});

describe('what the host hands out', () => {
  const code = (text: string) => (JSON.parse(text) as { error: { code: string } }).error.code;

  it('refuses an upload that is too large, and lives on', async () => {
    const { status, text } = await post('/native/upload?name=a.csv', browser, 'x'.repeat(1001));
    expect([status, code(text)]).toEqual([400, 'invalid-input']);
    expect((await post('/native/upload?name=a.csv', browser, 'x')).status).toBe(200);
  });

  it('keeps only the name of an uploaded file', async () => {
    for (const [given, kept] of [
      ['../../etc/a.csv', 'a.csv'],
      ['C:\\cases\\b.csv', 'b.csv'],
      ['', 'file'],
    ]) {
      const { text } = await post(`/native/upload?name=${encodeURIComponent(given ?? '')}`, browser, 'x');
      expect(JSON.parse(text)).toEqual({ token: expect.stringMatching(/^[a-z0-9-]{36}$/), name: kept });
    }
  });

  it('refuses a path that is not whole, not there, or not a folder where one is needed', async () => {
    const asked = async (question: unknown) => code((await post('/native/path', browser, JSON.stringify(question))).text);
    expect(await asked({ kind: 'workspace', path: 'relative' })).toBe('invalid-input');
    expect(await asked({ kind: 'workspace', path: '/nowhere/at/all' })).toBe('not-found');
    expect(await asked({ kind: 'parent', path: `${test.folder}/secret.txt` })).toBe('invalid-input');
    expect(await asked({ kind: 'parent', path: '/tmp\0x' })).toBe('invalid-input');
    expect(await asked(null)).toBe('invalid-input');
    expect(await asked({ path: 7 })).toBe('invalid-input');
    expect(code((await post('/native/path', browser, '{'.repeat(20_000))).text)).toBe('invalid-input');
    expect(code((await post('/native/path', browser, 'not json')).text)).toBe('invalid-input');
    expect(code((await post('/native/other', browser)).text)).toBe('not-found');
  });
});
