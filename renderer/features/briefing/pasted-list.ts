/** A recommendation as it was found in pasted text: its mark, such as `(a)` or `12.`, and its sentence. */
export interface PastedLine {
  mark: string;
  text: string;
}

/** `(a)`, `a)`, `(iv)`, `12.`, `3.2`, a bullet or a dash at the head of a line. */
const MARK = /^(\(?[\p{L}\d]{1,4}\)|\d{1,3}(?:\.\d{1,3})*\.(?=\s)|\d{1,3}(?:\.\d{1,3})+(?=\s)|[•‣▪–—*-](?=\s))\s*/u;
/** Brackets and letters are kept as the place in the report; bullets say nothing. */
const TELLS = /[\p{L}\d]/u;

/**
 * Recommendations of a pasted report: one for each lettered or numbered line, where lines without a mark go on with the sentence before
 * them; without any mark one for each line. What ends a point of a list (`;`, `; and`) becomes a full stop.
 */
export function pastedLines(pasted: string): PastedLine[] {
  const lines = pasted
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const isMarked = lines.some((line) => MARK.test(line));
  const found: PastedLine[] = [];
  for (const line of lines) {
    const mark = MARK.exec(line)?.[0] ?? '';
    const last = found.at(-1);
    if (isMarked && mark === '' && last) last.text = joined(last.text, line);
    else found.push({ mark: TELLS.test(mark) ? mark.trim() : '', text: line.slice(mark.length) });
  }
  return found.map(({ mark, text }) => ({ mark, text: ended(text) })).filter(({ text }) => text !== '');
}

/** A word that was broken at the end of a line is one word again. */
function joined(before: string, line: string): string {
  return /\p{Ll}-$/u.test(before) ? `${before.slice(0, -1)}${line}` : `${before} ${line}`;
}

function ended(text: string): string {
  return text.replace(/\s*[;,]\s*(and|et|и|y)?\s*$/iu, '.').trim();
}
