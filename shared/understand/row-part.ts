import { foldWord } from '../domain/calendar-words.ts';
import type { LeftOutKind } from '../domain/fields.ts';
import { numberShape } from '../domain/number-shape.ts';

const TOTAL_HINT = /tota|итог|всего|сумма|suma|somme|ensemble/iu;
const TOTAL =
  /^(?:(?:grand|sub|sous|sub-|general|gran|overall)[\s-]?)?tot(?:al|als|ales|aux|ais|ales)(?:\s+(?:general|generale|generaux|geral|gral|ensemble|des saisies|overall|anual|annuel))?$|^(?:(?:общий|промежуточный)\s+)?итог(?:о|и)?$|^всего$|^в том числе всего$|^общая сумма$|^сумма$|^suma(?: total)?$|^somme$|^ensemble$/u;
/** `Antioquia Total`, `Total 2014`, `Итого по разделу`. */
const TOTAL_PART = /^(?:sub|sous)?[\s-]?total(?:es)?\s|^итого\s|^всего\s|\s(?:sub)?total$|\sитог$/u;
const NOTE_WORD =
  /^[\s*(["'«\d)]*(?:source|sources|note|notes|nb|n\.b|remark|remarks|footnote|disclaimer|filters? applied|applied filters?|filtres? appliques?|filtros? aplicados?|примененные фильтры|примененные фильтры|фильтры|фильтр|источник|источники|примечание|примечания|fuente|fuentes|nota|notas|fonte|fontes|observaciones|advertencia|generated|exported|printed|prepared by|last updated?|updated|data as of|data extracted|elaborado|elaboracion|actualizado|corte|fecha de corte|extraido|genere|exporte|mis a jour|mise a jour|date d'extraction|дата выгрузки|данные на|по состоянию на|end of (?:report|file|data)|fin (?:del|du) (?:informe|reporte|rapport|fichier)|конец отчета|copyright|©)(?![\p{L}\p{N}])/u;
const FOOTNOTE_MARK = /^(?:\*+|\(\d\)|\[\d\]|\d\)|[¹²³†‡])\s*\p{L}/u;

function fold(text: string): string {
  return foldWord(text)
    .replace(/[\s:.]+$/u, '')
    .replace(/\s+/gu, ' ');
}

/** Whether a text is what people write at the head of a row of totals. */
export function isTotalWord(text: string): boolean {
  return text.length <= 60 && TOTAL_HINT.test(text) && TOTAL.test(fold(text));
}

function isTotalPart(text: string): boolean {
  return text.length <= 120 && TOTAL_HINT.test(text) && TOTAL_PART.test(fold(text));
}

/** Whether a text opens a note, a source line or a footer of applied filters. */
export function isNoteText(text: string): boolean {
  return NOTE_WORD.test(foldWord(text)) || FOOTNOTE_MARK.test(text.trim());
}

function countFilled(cells: readonly string[]): number {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') filled++;
  return filled;
}

function isNumeric(text: string): boolean {
  return text.trim() === '' || /^[-–—]$/u.test(text.trim()) || numberShape(text) !== undefined || /^[\d.,]+\s*%$/u.test(text.trim());
}

/** A word for a total in a label cell, numbers elsewhere, and no other label. A row that holds `Total` beside another label, and nothing blank, is data. */
function isTotals(cells: readonly string[], filled: number): boolean {
  const at = cells.findIndex((cell) => isTotalWord(cell) || isTotalPart(cell));
  if (at < 0 || filled < 2) return false;
  const rest = cells.filter((cell, place) => place !== at && !isTotalWord(cell));
  if (!rest.every(isNumeric) || !rest.some((cell) => numberShape(cell) !== undefined)) return false;
  return isTotalWord(cells[at] ?? '') || filled < cells.length;
}

/** `Cocaine | Subtotal | | 3`: labels of the group, then the word, then nothing but numbers, and some cell left blank. */
function isGroupTotals(cells: readonly string[], filled: number): boolean {
  const at = cells.findIndex(isTotalWord);
  if (at < 1 || filled >= cells.length) return false;
  const after = cells.slice(at + 1);
  return cells.slice(0, at).every(isGroupLabel) && after.every(isNumeric) && after.some((cell) => numberShape(cell) !== undefined);
}

/** A name or a year; a date or another number before the word speaks for a case. */
function isGroupLabel(text: string): boolean {
  return !/\d/u.test(text) || /^(?:19|20)\d{2}$/u.test(text.trim());
}

function looksLikeSentence(text: string): boolean {
  return text.length >= 25 && text.trim().split(/\s+/u).length >= 4;
}

/** Few cells filled, words in the first of them. */
function isNote(cells: readonly string[], filled: number, width: number): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  const few = filled === 1 ? width >= 2 : width >= 4 && filled <= Math.max(2, Math.floor(width / 2));
  if (!few || numberShape(first) !== undefined) return false;
  if (isNoteText(first)) return true;
  return filled === 1 && width >= 3 && looksLikeSentence(first);
}

function repeatsHeader(cells: readonly string[], header: readonly string[]): boolean {
  if (fold(cells[0] ?? '') !== header[0]) return false;
  return header.every((name, place) => fold(cells[place] ?? '') === name);
}

/**
 * Tells rows of data from totals, notes, repeated headers and blank rows, by the row alone. `last` says that no data row follows:
 * then two filled cells of words are enough for a note.
 */
export function createRowJudge(headers: string[]): { judge(cells: readonly string[], last: boolean): LeftOutKind | null } {
  const header = headers.map(fold);
  const first = header[0] ?? '';
  const named = header.filter((name) => name !== '').length;
  return {
    judge(cells, last) {
      const filled = countFilled(cells);
      if (filled === 0) return 'blank';
      if (filled === named && named > 1 && (cells[0] ?? '').trim().length >= first.length && repeatsHeader(cells, header))
        return 'repeated-header';
      const sparse = filled <= Math.max(2, headers.length >> 1);
      if ((sparse || last || mayBeTotal(cells)) && (isTotals(cells, filled) || isGroupTotals(cells, filled))) return 'totals';
      if (sparse && isNote(cells, filled, headers.length)) return 'note';
      return null;
    },
  };
}

/** Cheap test for full rows: only the first three cells can name a total. */
function mayBeTotal(cells: readonly string[]): boolean {
  return TOTAL_HINT.test(cells[0] ?? '') || TOTAL_HINT.test(cells[1] ?? '') || TOTAL_HINT.test(cells[2] ?? '');
}
