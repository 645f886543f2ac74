import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import { cleanText } from '../../../shared/document/texts.ts';
import type { Language } from '../../../shared/report/wording.ts';

export interface DocumentProperties {
  title: string;
  description?: string;
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
 * hold a title, what the document is and a language and nothing else. The same content gives the same bytes. `change` may edit the parts before.
 */
export function fixedPackage(
  bytes: Uint8Array,
  properties: DocumentProperties,
  change?: (parts: Unzipped) => void,
): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  change?.(parts);
  replacePart(parts, 'docProps/app.xml', APP_PROPERTIES);
  replacePart(parts, 'docProps/core.xml', coreProperties(properties));
  declareOnlyParts(parts);
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

/** No type is declared for a part that is not there, which some readers take for damage. */
function declareOnlyParts(parts: Unzipped): void {
  const types = strFromU8(parts[CONTENT_TYPES] ?? new Uint8Array());
  parts[CONTENT_TYPES] = strToU8(
    types.replace(/\s*<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (override, name: string) => (name in parts ? override : '')),
  );
}

function coreProperties({ title, description, language }: DocumentProperties): string {
  const names =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  const told = description ? `<dc:description>${xmlText(description)}</dc:description>` : '';
  return `${HEAD}<cp:coreProperties ${names}><dc:title>${xmlText(title)}</dc:title>${told}<dc:language>${language}</dc:language></cp:coreProperties>`;
}

export function xmlText(text: string): string {
  return cleanText(text).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Readers look for the content types first. */
function inOrder(a: string, b: string): number {
  if (a === CONTENT_TYPES || b === CONTENT_TYPES) return a === b ? 0 : a === CONTENT_TYPES ? -1 : 1;
  return a < b ? -1 : 1;
}
