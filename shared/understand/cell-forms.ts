import { createTextTable } from '../csv/text-table.ts';
import { isNeverDate } from '../domain/date-shape.ts';
import { type NumberShape, numberShape } from '../domain/number-shape.ts';

/** What is true of every text of one form, that is, of all that differ in their digits only: none of them is a date. */
export interface CellForm {
  /** Of kind, thousands marks and whether there is a unit; its digits are those of the first text. Undefined where none is a number. */
  number: NumberShape | undefined;
}

/** Texts of codes, amounts and coordinates differ in their digits; a form is looked at once, so that most of a million of them need not be. */
export interface CellForms {
  /** Undefined where the digits decide whether the text is a date, and for texts that are not plain ASCII. */
  formOf(bytes: Uint8Array, start: number, end: number): CellForm | undefined;
}

const MOST_FORMS = 4096;
const LONGEST = 400;
const [ZERO, NINE] = [0x30, 0x39];
const HASH_PRIME = 0x01000193;

/** `seed` makes the hashes of forms unforeseeable. */
export function createCellForms(seed = 0): CellForms {
  const table = createTextTable();
  const forms: (CellForm | undefined)[] = [];
  const form = new Uint8Array(LONGEST);
  return {
    formOf(bytes, start, end) {
      const length = end - start;
      if (length > LONGEST) return undefined;
      let hash = seed | 0;
      let inDigits = false;
      for (let at = 0; at < length; at++) {
        let byte = bytes[start + at] as number;
        if (byte < 32 || byte > 126) return undefined;
        const isDigit = byte >= ZERO && byte <= NINE;
        if (isDigit && (inDigits || byte !== ZERO)) byte = NINE;
        inDigits = isDigit;
        form[at] = byte;
        hash = Math.imul(hash ^ byte, HASH_PRIME);
      }
      const known = table.find(form, 0, length, hash);
      if (known >= 0) return forms[known];
      if (forms.length === MOST_FORMS) return undefined;
      table.add(form, 0, length, hash);
      const text = String.fromCharCode(...form.subarray(0, length));
      const found = isNeverDate(text) ? { number: numberShape(text) } : undefined;
      forms.push(found);
      return found;
    },
  };
}
