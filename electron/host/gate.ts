import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { KEY_HEADER } from '../../shared/page-policy.ts';

/**
 * Who may talk to the host: a browser that once held an address with an unused token. The token is exchanged at its first use for a cookie,
 * which fetches the page, and a key, which the page keeps to itself: browsers send a cookie to every port of 127.0.0.1, so it alone opens nothing.
 * Every request must name the host as we do, and one that changes anything must come from our own page.
 */
export interface Gate {
  /** A fresh one-time token. */
  issue(): string;
  /** The cookie to set and the key for the page, or undefined for a token that is unknown or used. */
  exchange(token: string): { cookie: string; key: string } | undefined;
  /** The request is spelled for this host and, where a browser says where it comes from, from our own page. */
  addressed(request: IncomingMessage): boolean;
  /** The request comes from our own page; wanted for all that is not a plain look. */
  fromOwnPage(request: IncomingMessage): boolean;
  known(request: IncomingMessage): boolean;
  /** The request bears the page's key: as a header, or as the subprotocol of a socket. */
  keyed(request: IncomingMessage): boolean;
}

/** Cookies do not know ports, so the name carries it: two hosts on one machine keep apart. */
const cookieName = (address: string) => `stowage-${address.split(':')[1]}`;

export function createGate(address: () => string): Gate {
  const tokens = new Set<string>();
  const session = randomBytes(32).toString('hex');
  const key = randomBytes(32).toString('hex');
  return {
    issue() {
      const token = randomBytes(32).toString('hex');
      tokens.add(token);
      return token;
    },
    exchange(token) {
      const match = [...tokens].find((issued) => same(issued, token));
      if (!match) return undefined;
      tokens.delete(match);
      return { cookie: `${cookieName(address())}=${session}; HttpOnly; SameSite=Strict; Path=/`, key };
    },
    addressed(request) {
      const site = request.headers['sec-fetch-site'];
      return request.headers.host === address() && (site === undefined || site === 'same-origin' || site === 'none');
    },
    fromOwnPage: (request) => request.headers.origin === `http://${address()}`,
    known: (request) => same(cookieOf(request, cookieName(address())), session),
    keyed: (request) => same(String(request.headers[KEY_HEADER] ?? request.headers['sec-websocket-protocol'] ?? ''), key),
  };
}

function cookieOf(request: IncomingMessage, wanted: string): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === wanted)?.[1] ?? '';
}

/** Equal in a time that tells nothing. */
function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
