import type { FileShape } from '../../shared/parser-protocol.ts';

/** Carries headings that stand between the rows down to the rows below them, each level as a column of its own. */
export interface SectionColumns {
  names: readonly string[];
  heading(text: string): void;
  /** The headings over a row of data, outer before inner; asked of each row of data in order. */
  values(): readonly string[];
  /** Forgets what stood above, as at the top of another sheet. */
  clear(): void;
}

/**
 * A heading right above another one is the outer one where there are two columns; one that stands alone above rows is the inner one and leaves the
 * outer as it was. With one column the last heading above a row counts. `first` stands above the header.
 */
export function createSectionColumns(table: FileShape['table'], first: string | undefined): SectionColumns {
  const names = table?.sections?.names ?? [];
  const blank = names.map(() => '');
  let run = first === undefined ? [] : [first];
  let current = blank;
  return {
    names,
    heading: (text) => void run.push(text),
    values() {
      if (run.length > 0) {
        current = [...current.slice(0, Math.max(0, names.length - run.length)), ...run.slice(-names.length)].slice(0, names.length);
        run = [];
      }
      return current;
    },
    clear() {
      run = [];
      current = blank;
    },
  };
}
