/** Of a longer cell no mark is made. */
const LONGEST = 24;
/** A quotation mark of any hand and language, two apostrophes or commas in its place, or two strokes between dashes. */
const SIGN = /^(?:[-‐-―—=.~_]*(?:["″〃“”„‟«»＂]|''|’’|‘‘|´´|``|,,){1,2}[-‐-―—=.~_]*|[-‐-―—=.~_]+\/\/[-‐-―—=.~_]+)$/u;
/** Words for the same as above; the short ones only with their point, since `DO` and `ID` are countries. */
const WORD =
  /^[-‐-―—=\s]*(?:do\.|ditto\.?|idem\.?|ídem\.?|id\.|ibid\.?|ibidem|(?:the )?same as above|as above|то же(?: самое)?|тот же|та же|так же|lo mismo|el mismo|la misma|le même|la même)[-‐-―—=\s]*$|^[-‐-―—=]+\s*do\s*[-‐-―—=]+$/iu;

/**
 * Whether a whole cell says nothing but that it is the same as the one above: by a sign that means nothing else when it stands alone, or by a word.
 * Undefined for any other cell, as for one of inches (`12"`) or a sentence.
 */
export function dittoMark(cell: string): 'sign' | 'word' | undefined {
  if (cell.length > LONGEST) return undefined;
  const text = cell.trim().normalize('NFC');
  if (text === '') return undefined;
  if (SIGN.test(text.replace(/\s+/gu, ''))) return 'sign';
  return WORD.test(text.replace(/\s+/gu, ' ')) ? 'word' : undefined;
}
