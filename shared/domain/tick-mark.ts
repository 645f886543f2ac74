/** What a cell says that can only say whether something applies: by a sign, by a word for yes or no, or by 1 and 0. */
export interface Tick {
  by: 'sign' | 'word' | 'digit';
  /** Undefined for a sign that some write for yes and some for no. */
  applies: boolean | undefined;
}

const list = (words: string): string[] => words.split(' ');
/** The Cyrillic letter and the sign of multiplication stand for the Latin one. */
const YES_SIGNS = list('x х × ✓ ✔ ☑ ✅ √ • ● ■ ▪ * +');
const NO_SIGNS = list('- – — − ☐ □ ○');
const OPEN_SIGNS = list('✗ ✘ ☒ ❌ v');
const YES_WORDS = list('yes y oui o sí si s да д true vrai verdadero истина');
const NO_WORDS = list('no n non нет н false faux falso ложь');

const TICKS = new Map<string, Tick>([
  ...YES_SIGNS.map((text): [string, Tick] => [text, { by: 'sign', applies: true }]),
  ...NO_SIGNS.map((text): [string, Tick] => [text, { by: 'sign', applies: false }]),
  ...OPEN_SIGNS.map((text): [string, Tick] => [text, { by: 'sign', applies: undefined }]),
  ...YES_WORDS.map((text): [string, Tick] => [text, { by: 'word', applies: true }]),
  ...NO_WORDS.map((text): [string, Tick] => [text, { by: 'word', applies: false }]),
  ['1', { by: 'digit', applies: true }],
  ['0', { by: 'digit', applies: false }],
]);

/** Cells are compared trimmed, without case, in Unicode NFC. */
export function tickKey(cell: string): string {
  return cell.trim().normalize('NFC').toLowerCase();
}

/** Undefined for a cell that says anything else; blank says nothing. */
export function tickOf(cell: string): Tick | undefined {
  return TICKS.get(tickKey(cell));
}
