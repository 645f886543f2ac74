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
  /** Puts what stands in no cell of the file into the last columns. */
  arise(texts: readonly string[]): void;
  /** Text of the cells that were read. */
  texts(): string[];
}

/** `columns` are the names by which a cell that is too long is told; the last `arising` of them are not read. */
export function createRowCells(columns: readonly string[], seeds: Uint32Array, arising = 0): RowCells {
  const width = columns.length - arising;
  const dictionaries = columns.map(() => createDictionary(seeds));
  const readOnes = dictionaries.slice(0, width);
  const current = new Uint32Array(columns.length);
  const scratch = Buffer.allocUnsafe(LIMITS.recordBytes);

  const addUndoubled = (tokenizer: Tokenizer, bytes: Uint8Array, cell: number, dictionary: Dictionary): number => {
    const length = undouble(bytes, tokenizer.starts[cell] as number, tokenizer.ends[cell] as number, scratch, tokenizer.escape);
    return dictionary.add(scratch, 0, length, tokenizer.hashes[cell] as number);
  };
  const addName = (cell: number, name: string) => {
    const length = scratch.write(name);
    current[cell] = (dictionaries[cell] as Dictionary).add(scratch, 0, length, hashOf(scratch, length, seeds[0] as number));
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
      if (sheet !== undefined) addName(ofFile, sheet);
    },
    arise(texts) {
      for (const [at, text] of texts.entries()) addName(width + at, text);
    },
    texts: () => readOnes.map((dictionary, cell) => dictionary.text(current[cell] as number)),
  };
}

function hashOf(bytes: Uint8Array, length: number, seed: number): number {
  let hash = seed | 0;
  for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash;
}
