import { foldWord } from '../domain/calendar-words.ts';
import type { LeftOutKind } from '../domain/fields.ts';
import { numberShape } from '../domain/number-shape.ts';
import { createSumProof } from './find-sums.ts';
import { isLongPeriod } from './period-span.ts';
import { isUnitText } from './unit-word.ts';

const TOTAL_HINT = /tota|итог|всего|сумма|suma|somme|ensemble|overall|^\s*(?:all|sum|tod[oa]s|tous|toutes|все)(?:\s|[.:]|$)/iu;
/** A row for everything, in words: `All`, `All drugs`, `Todos los países`, `Все страны`. */
const OVERALL =
  /^(?:all|overall|sum|todos|todas|tous|toutes|все)(?:\s+(?:los|las|les))?(?:\s+(?:countries|drugs|substances|regions|provinces|places|types|units|years|months|cases|seizures|agencies|together|combined|paises|drogas|sustancias|regiones|departamentos|provincias|tipos|anos|meses|casos|pays|drogues|substances|departements|annees|mois|saisies|confondues|confondus|страны|наркотики|вещества|регионы|области|виды|годы|месяцы|случаи))?$/u;
const TOTAL =
  /^(?:(?:grand|sub|sous|sub-|general|gran|overall)[\s-]?)?tot(?:al|als|ales|aux|ais|ales)(?:\s+(?:general|generale|generaux|geral|gral|ensemble|des saisies|overall|anual|annuel|nacional|national|nationale|pais|del pais|du pays|for the country|country|mundial|mondial|world))?$|^(?:(?:общий|промежуточный)\s+)?итог(?:о|и)?$|^(?:итого|всего)(?:\s+по\s+(?:стране|республике|области|региону))?$|^в том числе всего$|^общая сумма$|^сумма$|^suma(?: total)?$|^somme$|^ensemble$/u;
/** `Antioquia Total`, `Total 2014`, `Итого по разделу`. */
const TOTAL_PART = /^(?:sub|sous)?[\s-]?total(?:es)?\s|^итого\s|^всего\s|\s(?:sub)?total$|\sитог$/u;
const NOTE_WORD =
  /^[\s*(["'«\d)]*(?:source|sources|note|notes|nb|n\.b|remark|remarks|footnote|disclaimer|filters? applied|applied filters?|filtres? appliques?|filtros? aplicados?|примененные фильтры|примененные фильтры|фильтры|фильтр|источник|источники|примечание|примечания|fuente|fuentes|nota|notas|fonte|fontes|observaciones|advertencia|generated|exported|printed|prepared by|last updated?|updated|data as of|data extracted|elaborado|elaboracion|actualizado|corte|fecha de corte|extraido|genere|exporte|mis a jour|mise a jour|date d'extraction|дата выгрузки|данные на|по состоянию на|end of (?:report|file|data)|fin (?:del|du) (?:informe|reporte|rapport|fichier)|конец отчета|copyright|©)(?![\p{L}\p{N}])/u;
const FOOTNOTE_MARK = /^(?:\*+|\([\da-z]\)|\[\d\]|\d\)|[¹²³†‡])\s*\p{L}/u;

function fold(text: string): string {
  return foldWord(text)
    .replace(/[\s:.]+$/u, '')
    .replace(/\s+/gu, ' ');
}

/** Whether a text is what people write at the head of a row of totals. */
export function isTotalWord(text: string): boolean {
  if (text.length > 60 || !TOTAL_HINT.test(text)) return false;
  const folded = fold(text);
  return TOTAL.test(folded) || OVERALL.test(folded);
}

function isTotalPart(text: string): boolean {
  return text.length <= 120 && TOTAL_HINT.test(text) && TOTAL_PART.test(fold(text));
}

const PART_OF_WORLD =
  /^(?:the )?(?:world|global|mundo|mundial|monde|мир|весь мир|(?:(?:north|south|central|latin|western|eastern|northern|southern|west|east|south east|sub saharan|middle)\s+)*(?:europe|africa|asia|americas?|oceania|caribbean|east)|(?:(?:western|eastern|west|east|south)[\s-]+)?(?:and|&)?\s*(?:central|southern|northern)\s+(?:europe|africa|asia|america)|europa|afrique|asie|amerique(?: (?:du nord|du sud|latine|centrale))?|oceanie|america (?:del norte|del sur|latina|central)|(?:(?:западная|восточная|северная|южная|центральная|латинская)\s+)?(?:европа|африка|азия|америка)|океания)$/u;

/** `World`, `Europe`, `América del Sur`: what sums up countries. */
export function isPartOfWorld(text: string): boolean {
  return text.length <= 60 && PART_OF_WORLD.test(fold(text));
}

/** Whether a text opens a note, a source line or a footer of applied filters. */
export function isNoteText(text: string): boolean {
  return NOTE_WORD.test(foldWord(text)) || FOOTNOTE_MARK.test(text.trim());
}

const PART =
  /^(?:of which|of these|including|thereof|dont|y compris|de los cuales|de las cuales|de ellos|de ellas|incluidos?|incluidas?|entre ellos|в том числе|в т\. ?ч\.?|из них|включая)(?:[\s:,–—-]|$)/u;

/** A row that is a part of the one above it: `of which: crack`, `в том числе: героин`. */
export function isPartOfAbove(text: string): boolean {
  return text.length <= 120 && PART.test(foldWord(text.trim()));
}

/** A word for a total or for what sums up others. */
export function isSumOfOthers(text: string): boolean {
  return isTotalWord(text) || isTotalPart(text) || isPartOfWorld(text);
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
function isTotals(cells: readonly string[], filled: number, except: ReadonlySet<number>): boolean {
  const at = cells.findIndex((cell, place) => !except.has(place) && (isTotalWord(cell) || isTotalPart(cell)));
  if (at < 0 || filled < 2) return false;
  const rest = cells.filter((cell, place) => place !== at && !isTotalWord(cell));
  if (!rest.every((cell) => isNumeric(cell) || isUnitText(cell)) || !rest.some((cell) => numberShape(cell) !== undefined)) return false;
  return isTotalWord(cells[at] ?? '') || filled < cells.length || rest.some(isUnitText);
}

/** `Cocaine | Subtotal | | 3`: labels of the group, then the word, then nothing but numbers, and some cell left blank. */
function isGroupTotals(cells: readonly string[], filled: number, except: ReadonlySet<number>): boolean {
  const at = cells.findIndex((cell, place) => !except.has(place) && isTotalWord(cell));
  if (at < 1 || filled >= cells.length) return false;
  const after = cells.slice(at + 1);
  return cells.slice(0, at).every(isGroupLabel) && after.every(isNumeric) && after.some((cell) => numberShape(cell) !== undefined);
}

/** A name or a year; a date or another number before the word speaks for a case. */
function isGroupLabel(text: string): boolean {
  return !/\d/u.test(text) || /^(?:19|20)\d{2}$/u.test(text.trim());
}

/** A text of several words that reads as a remark rather than a name. */
export function looksLikeSentence(text: string): boolean {
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

/** Share of the first rows from which a word for a total is what a column says, not a mark of rows of totals. */
const MOST_ROWS = 0.5;

/** Places of the columns in which most of these rows say a word for a total, as `Total` in a column of the sexes. */
export function columnsOfTotals(rows: readonly (readonly string[])[], width: number): number[] {
  const filled = rows.filter((cells) => countFilled(cells) > 1);
  if (filled.length < 3) return [];
  return Array.from({ length: width }, (_, place) => place).filter((place) => {
    const said = filled.filter((cells) => isTotalWord(cells[place] ?? '') || isTotalPart(cells[place] ?? '')).length;
    return said >= 3 && said > filled.length * MOST_ROWS;
  });
}

/** Where a word for a total makes no row of totals (`except`), and where it makes one, whatever stands beside it (`within`); headers. */
export interface TotalColumns {
  except?: readonly string[] | undefined;
  within?: readonly string[] | undefined;
  /** Where months stand, so that a quarter, a half-year or a year sums them up. */
  periods?: readonly string[] | undefined;
}

function placesOf(headers: readonly string[], named: readonly string[] = []): ReadonlySet<number> {
  const wanted = new Set(named.map((header) => header.trim()));
  return new Set(headers.flatMap((header, place) => (wanted.has(header.trim()) ? [place] : [])));
}

/**
 * Tells rows of data from totals, notes, repeated headers and blank rows, by the row alone and by what the rows before it add up to; rows are judged
 * in their order.
 */
export interface RowJudge {
  /** `last` says that no data row follows: then two filled cells of words are enough for a note. */
  judge(cells: readonly string[], last: boolean): LeftOutKind | null;
  /** Whether sums are no longer looked for, so that rows are judged by themselves. */
  isSettled(): boolean;
  /** Whether a row with so many filled cells may be no data even if none of the `heeded` says so. */
  isSparse(filled: number): boolean;
  /** Places of the cells by which a row that is not sparse, nor the last, may be no data: only if `mayTell` is true of one of them. */
  heeded: readonly number[];
  mayTell(cell: string, place: number): boolean;
  /** False where a cell of ASCII with a digit and without three letters in a row tells nothing. */
  heedsCodes(place: number): boolean;
}

/** A name that a cell without three letters in a row and with a digit cannot repeat. */
const NAME = /\p{L}{3}|^\P{N}*$/u;
/** Only the first cells of a full row can name a total. */
const NAMING = [0, 1, 2];

export function createRowJudge(headers: string[], totals: TotalColumns = {}): RowJudge {
  const header = headers.map(fold);
  const first = header[0] ?? '';
  const named = header.filter((name) => name !== '').length;
  const except = placesOf(headers, totals.except);
  const within = [...placesOf(headers, totals.within)];
  const periods = [...placesOf(headers, totals.periods)];
  const sums = createSumProof();
  const isSparse = (filled: number) => filled <= Math.max(2, headers.length >> 1);
  const byRow = (cells: readonly string[], filled: number, last: boolean): LeftOutKind | null => {
    if (filled === 0) return 'blank';
    if (filled === named && named > 1 && (cells[0] ?? '').trim().length >= first.length && repeatsHeader(cells, header))
      return 'repeated-header';
    if (within.some((place) => countsTwice(cells[place] ?? '')) || periods.some((place) => isLongPeriod(cells[place] ?? '')))
      return 'totals';
    const sparse = isSparse(filled);
    if ((sparse || last || mayBeTotal(cells)) && (isTotals(cells, filled, except) || isGroupTotals(cells, filled, except))) return 'totals';
    if (sparse && isNote(cells, filled, headers.length)) return 'note';
    return null;
  };
  return {
    judge(cells, last) {
      const kind = byRow(cells, countFilled(cells), last) ?? (sums.isSum(cells) ? 'totals' : null);
      if (kind === null) sums.add(cells);
      if (kind === 'totals') sums.close();
      return kind;
    },
    isSettled: sums.isOver,
    isSparse,
    heeded: [...new Set([...NAMING, ...within, ...periods])].filter((place) => place < headers.length),
    mayTell: (cell, place) =>
      (NAMING.includes(place) && TOTAL_HINT.test(cell)) ||
      (place === 0 && fold(cell) === first) ||
      (within.includes(place) && countsTwice(cell)) ||
      (periods.includes(place) && isLongPeriod(cell)),
    heedsCodes: (place) => periods.includes(place) || (place === 0 && !NAME.test(first)),
  };
}

/** What a column may say of a row that counts beside others what they count already. */
function countsTwice(text: string): boolean {
  return isSumOfOthers(text) || isPartOfAbove(text);
}

function mayBeTotal(cells: readonly string[]): boolean {
  return NAMING.some((place) => TOTAL_HINT.test(cells[place] ?? ''));
}
