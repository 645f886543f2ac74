import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type Host, startHost } from '../../electron/host/host.ts';
import { socketChannel } from '../../electron/host/socket-channel.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import { KEY_HEADER } from '../../shared/page-policy.ts';
import type { Client } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A running browser host over a made-up page, and a browser's part of the talk. */
export interface TestHost {
  host: Host;
  folder: string;
  port: number;
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer }): Promise<Answered>;
  /** Uses up a one-time address; gives the headers of a page that holds the cookie and the key. */
  enter(): Promise<Record<string, string>>;
  socket(headers: Record<string, string>, path?: string): Promise<WebSocket>;
  client(headers: Record<string, string>): Promise<Client<StowageContract>>;
  stop(): Promise<void>;
}

export async function startTestHost(options: { maxUpload?: number; lockWithoutPage?: number } = {}): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-host-'));
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(
    join(pages, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="{{csp-nonce}}"><script type="module" src="./assets/main.js"></script>',
  );
  writeFileSync(join(pages, 'assets', 'main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'outside the page');
  const host = await startHost({ pages, userData: join(folder, 'user'), ...options });
  const port = Number(new URL(host.address()).port);
  const own = { Host: `127.0.0.1:${port}` };

  const ask: TestHost['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...own, ...headers }, agent: false }, async (response) => {
        let text = '';
        for await (const chunk of response) text += String(chunk);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const socket: TestHost['socket'] = async (headers, path = '/rpc') => {
    const opened = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    await once(opened, 'open');
    return opened;
  };
  return {
    host,
    folder,
    port,
    ask,
    async enter() {
      const { search } = new URL(host.address());
      const { headers } = await ask(`/${search}`);
      const [cookie] = headers['set-cookie'] ?? [];
      const key = new URL(headers.location ?? '', host.address()).hash.slice(1);
      return { Cookie: (cookie ?? '').split(';')[0] ?? '', Origin: `http://127.0.0.1:${port}`, [KEY_HEADER]: key };
    },
    socket,
    client: async (headers) => createClient<StowageContract>(socketChannel(await socket(headers))),
    async stop() {
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
