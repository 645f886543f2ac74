import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { contentType, NONCE_MARK, pageHeaders } from '../../shared/page-policy.ts';
import { isOwnAddress } from './address.ts';

/** Every file of the built page by its path. What is not in this list does not exist, whatever an address spells. */
export type Pages = Map<string, Buffer<ArrayBuffer>>;

export function readPages(folder: string): Pages {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [`/${relative(folder, join(folder, name)).split(sep).join('/')}`, readFileSync(join(folder, name))]));
}

/** Answers the page's own requests, with the content security policy as a header and a fresh nonce in the page. */
export function answerPage(pages: Pages, request: { url: string; method: string }): Response {
  if (!isOwnAddress(request.url) || request.method !== 'GET') return new Response(null, { status: 403 });
  const { pathname } = new URL(request.url);
  const path = pathname === '/' ? '/index.html' : pathname;
  const bytes = pages.get(path);
  const nonce = randomBytes(16).toString('base64');
  if (!bytes) return new Response(null, { status: 404, headers: pageHeaders(nonce) });
  const type = contentType(path);
  const body = path.endsWith('.html') ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce) : bytes;
  return new Response(body, { headers: { ...pageHeaders(nonce), 'Content-Type': type } });
}
