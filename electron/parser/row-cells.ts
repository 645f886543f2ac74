import { type Tokenizer, undouble } from '../../shared/csv/tokenizer.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { faults } from './faults.ts';
import { LIMITS } from './limits.ts';

/** The cells of the record read last, as numbers in the dictionaries of their columns. */
export interface RowCells {
  dictionaries: Dictionary[];
  current: Uint32Array;
  /**
   * Reads the cells of the record the tokenizer has just read; those it lacks are blank, those beyond the last column are passed over. `sheet` is
   * the last cell where the sheet's name is one.
   */
  read(tokenizer: Tokenizer, bytes: Uint8Array, row: number, line: number, sheet?: string): void;
  texts(): string[];
}

/** `columns` are the names by which a cell that is too long is told. */
export function createRowCells(columns: readonly string[], seeds: Uint32Array): RowCells {
  const width = columns.length;
  const dictionaries = columns.map(() => createDictionary(seeds));
  const current = new Uint32Array(width);
  const scratch = Buffer.allocUnsafe(LIMITS.recordBytes);

  const addUndoubled = (tokenizer: Tokenizer, bytes: Uint8Array, cell: number, dictionary: Dictionary): number => {
    const length = undouble(bytes, tokenizer.starts[cell] as number, tokenizer.ends[cell] as number, scratch, tokenizer.escape);
    return dictionary.add(scratch, 0, length, tokenizer.hashes[cell] as number);
  };

  return {
    dictionaries,
    current,
    read(tokenizer, bytes, row, line, sheet) {
      const { starts, ends, hashes, doubled, blankHash } = tokenizer;
      const ofFile = sheet === undefined ? width : width - 1;
      const count = Math.min(ofFile, tokenizer.count());
      for (let cell = 0; cell < count; cell++) {
        const dictionary = dictionaries[cell] as Dictionary;
        const [start, end] = [starts[cell] as number, ends[cell] as number];
        const value = doubled[cell]
          ? addUndoubled(tokenizer, bytes, cell, dictionary)
          : dictionary.add(bytes, start, end, hashes[cell] as number);
        current[cell] = value;
        if (end - start > LIMITS.cellCharacters && dictionary.text(value).length > LIMITS.cellCharacters)
          throw faults.cellTooLong(row, line, columns[cell] as string);
      }
      for (let cell = count; cell < ofFile; cell++) current[cell] = (dictionaries[cell] as Dictionary).add(bytes, 0, 0, blankHash);
      if (sheet !== undefined) current[ofFile] = addName(dictionaries[ofFile] as Dictionary, sheet);
    },
    texts: () => dictionaries.map((dictionary, cell) => dictionary.text(current[cell] as number)),
  };
}

function addName(dictionary: Dictionary, name: string): number {
  const bytes = Buffer.from(name);
  return dictionary.add(bytes, 0, bytes.length, 0);
}
