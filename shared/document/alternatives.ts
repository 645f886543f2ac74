/** A stretch of text under negotiation: `[rose | grew]` has two alternatives, `[sharply]` one that may be left out. */
export interface Bracket {
  /** Place of the opening bracket and of what follows the closing one. */
  from: number;
  to: number;
  alternatives: string[];
}

/** The brackets of a text, outermost only. A bracket that is not closed is plain text. */
export function bracketsOf(text: string): Bracket[] {
  const found: Bracket[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[' && depth++ === 0) from = at;
    if (text[at] === ']' && depth > 0 && --depth === 0)
      found.push({ from, to: at + 1, alternatives: splitOuter(text.slice(from + 1, at)).map((one) => one.trim()) });
  }
  return found;
}

function splitOuter(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (character === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** The text with one bracket settled: by one of its alternatives, or by none (null), which leaves no double space behind. */
export function settle(text: string, { from, to }: Bracket, choice: string | null): string {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  if (choice !== null) return `${before}${choice}${after}`;
  const joined = before === '' || before.endsWith(' ') ? after.replace(/^ /, '') : after;
  return /^[.,;:]/.test(joined) ? `${before.trimEnd()}${joined}` : `${before}${joined}`;
}
