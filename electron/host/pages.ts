import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { contentType } from '../../shared/page-policy.ts';

export interface PageFile {
  type: string;
  bytes: Buffer;
}

/** Every file of the built page by its address. What is not in this list does not exist, whatever a request spells. */
export function loadPages(folder: string): Map<string, PageFile> {
  const pages = new Map<string, PageFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const type = contentType(name);
    pages.set(`/${relative(folder, path).split(sep).join('/')}`, { type, bytes: readFileSync(path) });
  }
  const index = pages.get('/index.html');
  if (!index) throw new Error(`The page is not built: there is no index.html in ${folder}.`);
  pages.set('/', index);
  return pages;
}
