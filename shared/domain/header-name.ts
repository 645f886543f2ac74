import { foldWord } from './calendar-words.ts';

/** A header without accents and case, its words parted by one space: `SeizureDate` and `SEIZURE_DATE` alike; signs and brackets are left out. */
export function foldHeader(header: string): string {
  const parted = header
    .replace(/^\uFEFF/u, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return foldWord(parted)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** As `foldHeader`, with no space at all: `DrugQuantity`, `Drug quantity` and `Drugquantity` alike. */
export function headerKey(header: string): string {
  return foldHeader(header).replaceAll(' ', '');
}
