import type { Language } from '../../../shared/report/wording.ts';
import type { NewFile } from './atomic-write.ts';

/** What is read of a document's own figures: its full tables, which several documents may share. */
interface DocumentFigures {
  fullTables: ({ sheet: string } & Record<string, unknown>)[];
  [key: string]: unknown;
}

/**
 * The figures of every document of a language in one file for machines. A full table that stands behind several documents is written once;
 * documents name it by its place in `tables`, from 0.
 */
export function figuresFile(language: Language, documents: readonly { name: string; json: Uint8Array }[]): NewFile {
  const places = new Map<string, number>();
  const tables: unknown[] = [];
  const placeOf = (table: Record<string, unknown>): number => {
    const key = JSON.stringify(table);
    const place = places.get(key) ?? tables.push(table) - 1;
    places.set(key, place);
    return place;
  };
  const figures = documents.map(({ name, json }) => {
    const { fullTables, ...own } = JSON.parse(new TextDecoder().decode(json)) as DocumentFigures;
    return { document: name, ...own, fullTables: fullTables.map(({ sheet, ...table }) => ({ sheet, table: placeOf(table) })) };
  });
  return {
    name: figuresName(language),
    bytes: new TextEncoder().encode(`${JSON.stringify({ language, documents: figures, tables }, null, 1)}\n`),
  };
}

export function figuresName(language: Language): string {
  return `figures.${language}.json`;
}
