import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import type { Language } from '../../../shared/report/wording.ts';

export interface DocumentProperties {
  title: string;
  language: Language;
}

const CONTENT_TYPES = '[Content_Types].xml';
/** The earliest time a ZIP entry can bear. */
const LONG_AGO = new Date(1980, 0, 1);
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Says nothing of who wrote the file, with what, or when. */
const APP_PROPERTIES = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`;

/**
 * Makes an Office package depend on its content alone: entries in one order, one time for all, document properties that
 * hold a title and a language and nothing else. The same content gives the same bytes.
 */
export function fixedPackage(bytes: Uint8Array, properties: DocumentProperties): Uint8Array {
  const parts = unzipSync(bytes);
  replacePart(parts, 'docProps/app.xml', APP_PROPERTIES);
  replacePart(parts, 'docProps/core.xml', coreProperties(properties));
  const names = Object.keys(parts)
    .filter((name) => !name.endsWith('/'))
    .sort(inOrder);
  return zipSync(Object.fromEntries(names.map((name) => [name, parts[name] ?? new Uint8Array()])), {
    level: 6,
    mtime: LONG_AGO,
    os: 0,
    attrs: 0,
  });
}

/** Writes a part only where the package declares it, so that no part is without a content type. */
function replacePart(parts: Unzipped, name: string, xml: string): void {
  const declared = strFromU8(parts[CONTENT_TYPES] ?? new Uint8Array()).includes(`/${name}`);
  if (declared) parts[name] = strToU8(xml);
  else delete parts[name];
}

function coreProperties({ title, language }: DocumentProperties): string {
  const names =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  return `${HEAD}<cp:coreProperties ${names}><dc:title>${xmlText(title)}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`;
}

function xmlText(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Readers look for the content types first. */
function inOrder(a: string, b: string): number {
  if (a === CONTENT_TYPES || b === CONTENT_TYPES) return a === b ? 0 : a === CONTENT_TYPES ? -1 : 1;
  return a < b ? -1 : 1;
}
