import type { MissingKind } from './missing.ts';
import { isMissing, missingCode } from './missing.ts';
import { facetLetter, UNPLACED } from './vocabulary.ts';

/** What one reported value means. No code and no missing kind: looked at, and deliberately left for the analyst to place. */
export interface CrosswalkRow {
  from: string;
  /** One code; several where the value is ambiguous or names a mixture. */
  to: string[];
  /** With `to` empty the code is `missingCode(letter, kind)`; with a code in `to` (such as `T9`) it is that one. */
  missing?: MissingKind;
  /** What is lost or assumed by the mapping, in English. */
  loss?: string;
}

/** A crosswalk as it lies in `resources/crosswalks`. */
export interface CrosswalkData {
  id: string;
  version: string;
  /** Header of the file whose values are read. */
  field: string;
  /** Facet whose codes stand in `to`; `unit` for measurement units. */
  facet: string;
  /** Where the values were seen. */
  source: string;
  rows: CrosswalkRow[];
}

/** `unmapped` holds the code `unplaced`, which is none of the four kinds of missing. */
export interface Placed {
  codes: string[];
  status: 'mapped' | 'missing' | 'unmapped';
}

export interface Crosswalk {
  id: string;
  facet: string;
  /** The same object for the same text; do not alter it. */
  apply(text: string): Placed;
  /** The row that decided, with its note of loss; undefined when the value is not listed. */
  rowFor(text: string): CrosswalkRow | undefined;
}

const UNMAPPED: Placed = { codes: [UNPLACED], status: 'unmapped' };

/** Cache limit: a hostile file may hold a new value in each row. */
const REMEMBERED = 20_000;

/** Values are compared without surrounding white space, without case, in Unicode NFC. */
export function foldValue(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

function placedBy(row: CrosswalkRow, letter: string): Placed {
  if (row.to.length > 0) return { codes: row.to, status: row.to.every(isMissing) ? 'missing' : 'mapped' };
  return row.missing ? { codes: [missingCode(letter, row.missing)], status: 'missing' } : UNMAPPED;
}

/** Builds the lookup once; blank text without a row of its own is read as not reported. Throws when a value is listed twice. */
export function createCrosswalk(data: CrosswalkData): Crosswalk {
  const letter = facetLetter(data.facet);
  const rows = new Map<string, CrosswalkRow>([['', { from: '', to: [], missing: 'not-reported' }]]);
  const seen = new Set<string>();
  for (const row of data.rows) {
    const key = foldValue(row.from);
    if (seen.has(key)) throw new Error(`Crosswalk ${data.id} lists "${row.from}" twice.`);
    seen.add(key);
    rows.set(key, row);
  }
  const placed = new Map([...rows].map(([key, row]) => [key, placedBy(row, letter)] as const));
  const remembered = new Map<string, Placed>();
  return {
    id: data.id,
    facet: data.facet,
    rowFor: (text) => rows.get(foldValue(text)),
    apply: (text) => {
      const known = remembered.get(text);
      if (known) return known;
      const answer = placed.get(foldValue(text)) ?? UNMAPPED;
      if (remembered.size < REMEMBERED) remembered.set(text, answer);
      return answer;
    },
  };
}
