import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { toErrorShape } from '../../shared/errors.ts';
import { NONCE_MARK, pageHeaders } from '../../shared/page-policy.ts';
import { createGate, type Gate } from './gate.ts';
import { answerNative } from './native.ts';
import { loadPages, type PageFile } from './pages.ts';
import { rememberRecent } from './recents.ts';
import { keepService } from './service-child.ts';
import { socketChannel } from './socket-channel.ts';

export interface HostOptions {
  /** Folder of the built page. */
  pages: string;
  userData: string;
  /** 0 for a port the system chooses. */
  port?: number;
  maxUpload?: number;
  /** Milliseconds without any page after which the workspace is locked. */
  lockWithoutPage?: number;
}

export interface Host {
  /** An address with a fresh one-time token. */
  address(): string;
  stop(): Promise<void>;
}

const LOCK_WITHOUT_PAGE = 60_000;
/** Bytes of one message from the page; files come by another way. */
const MAX_MESSAGE = 4 * 1024 * 1024;

/** The browser host: one page, one socket, a few native calls, on 127.0.0.1 and for nobody else. */
export async function startHost(options: HostOptions): Promise<Host> {
  const pages = loadPages(options.pages);
  const server = createServer();
  const gate = createGate(() => `127.0.0.1:${(server.address() as AddressInfo).port}`);
  const service = keepService({ onOpened: (folder) => rememberRecent(options.userData, folder, new Date()) });
  const native = { userData: options.userData, grant: service.grant, ...(options.maxUpload ? { maxUpload: options.maxUpload } : {}) };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  let lonely: NodeJS.Timeout | undefined;

  const mayAct = (request: IncomingMessage) => gate.fromOwnPage(request) && gate.known(request) && gate.keyed(request);

  server.on('request', (request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/rpc' || !gate.addressed(request) || !mayAct(request)) return refuseSocket(socket);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      clearTimeout(lonely);
      service.connect(socketChannel(opened));
      opened.on('close', () => {
        clearTimeout(lonely);
        if (sockets.clients.size === 0) lonely = setTimeout(service.lock, options.lockWithoutPage ?? LOCK_WITHOUT_PAGE).unref();
      });
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', 'http://host.invalid');
    if (!gate.addressed(request)) return refuse(response, 403);
    if (request.method === 'GET' && address.pathname === '/' && address.searchParams.has('t')) return enter(address, response, gate);
    if (!gate.known(request)) return refuse(response, 403);
    if (request.method === 'GET') return sendPage(response, pages.get(address.pathname));
    if (request.method !== 'POST' || !mayAct(request)) return refuse(response, 403);
    try {
      sendJson(response, 200, await answerNative(address, request, native));
    } catch (error) {
      sendJson(response, 400, { error: toErrorShape(error) });
    }
  };

  await listen(server, options.port ?? 0);
  return {
    address: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/?t=${gate.issue()}`,
    async stop() {
      clearTimeout(lonely);
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await service.stop();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

/** Exchanges the one-time token for cookie and key and leads to the page without it; what follows the # is not sent anywhere. */
function enter(address: URL, response: ServerResponse, gate: Gate): void {
  const given = gate.exchange(address.searchParams.get('t') ?? '');
  if (given) response.writeHead(303, { ...pageHeaders(''), 'Set-Cookie': given.cookie, Location: `/#${given.key}` }).end();
  else refuse(response, 403);
}

function sendPage(response: ServerResponse, page: PageFile | undefined): void {
  if (!page) {
    refuse(response, 404);
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  const bytes = page.type.startsWith('text/html') ? page.bytes.toString('utf8').replaceAll(NONCE_MARK, nonce) : page.bytes;
  response.writeHead(200, { ...pageHeaders(nonce), 'Content-Type': page.type }).end(bytes);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...pageHeaders(''), 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

const REFUSALS: Record<number, string> = {
  403: 'Open Stowage again from where it was started: this address has been used, or it was not made for this browser.',
  404: 'There is nothing at this address.',
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...pageHeaders(''), 'Content-Type': 'text/plain; charset=utf-8' }).end(REFUSALS[status]);
}

function refuseSocket(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
}
