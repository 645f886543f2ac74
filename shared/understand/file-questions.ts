import type { Recipe, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { LEFT_OUT_KINDS, type LeftOutKind } from '../domain/fields.ts';
import { filledDown } from './fill-down.ts';
import { KEEP, totalColumns } from './find-totals.ts';
import { mayHead } from './header.ts';
import type { Survey } from './survey.ts';

const DELIMITER_NAMES: Record<string, string> = { '\t': 'tab', ' ': 'space', ',': 'comma', ';': 'semicolon', '|': 'pipe', ':': 'colon' };

/** The answer that no row names the columns. */
export const NO_HEADER = 'none';

function plain(value: string): { value: string; label: Said } {
  return { value, label: { code: 'option-plain', values: { value } } };
}

function encodingQuestion({ encoding }: Survey): OpenQuestion[] {
  if (!encoding || encoding.proven) return [];
  const candidates = [...encoding.candidates].sort((a, b) => b.score - a.score);
  const samples = candidates.slice(0, 3).flatMap(({ encoding: name, sample }) => sample.slice(0, 1).map((line) => `${name}: ${line}`));
  return [
    {
      id: 'encoding',
      options: candidates.map(({ encoding: name }) => plain(name)),
      evidence: { code: 'encoding-open', values: { candidates: candidates.length, best: candidates[0]?.encoding ?? encoding.chosen } },
      examples: samples,
    },
  ];
}

function delimiterQuestion({ delimiter, head }: Survey): OpenQuestion[] {
  if (!delimiter || delimiter.proven || delimiter.candidates.length < 2) return [];
  return [
    {
      id: 'delimiter',
      options: delimiter.candidates.map((candidate) => plain(DELIMITER_NAMES[candidate.delimiter] ?? candidate.delimiter)),
      evidence: { code: 'delimiter-open', values: { candidates: delimiter.candidates.length } },
      examples: head.slice(0, 3).map(({ cells }) => cells.join(delimiter.chosen).slice(0, 200)),
    },
  ];
}

function entryQuestion({ file }: Survey): OpenQuestion[] {
  const { entry, entries } = file;
  if (entry === null || entries.length === 0) return [];
  return [
    {
      id: 'entry',
      options: [entry, ...entries].map(plain),
      evidence: { code: 'entry-open', values: { entries: entries.length + 1 } },
      examples: [],
    },
  ];
}

function sheetQuestion({ sheets, sheet }: Survey): OpenQuestion[] {
  const filled = sheets.filter(({ hidden, rows }) => !hidden && rows > 1);
  if (filled.length < 2) return [];
  const chosen = filled.find(({ name }) => name === sheet);
  const ordered = chosen ? [chosen, ...filled.filter((other) => other !== chosen)] : filled;
  const all = { value: '*', label: { code: 'option-all-sheets', values: {} } };
  return [
    {
      id: 'sheet',
      options: [...ordered.map(({ name }) => plain(name)), all],
      evidence: { code: 'sheet-open', values: { sheets: filled.length } },
      examples: ordered.map(({ name, rows, columns }) => `${name}: ${rows} × ${columns}`),
    },
  ];
}

function headerQuestion({ header, head, file }: Survey): OpenQuestion[] {
  if (header.proven || file.format === 'json' || file.format === 'ndjson') return [];
  const candidates = [header.at, ...header.others.filter((at) => at !== header.at)];
  const none = { value: NO_HEADER, label: { code: 'option-no-header', values: {} } };
  const isData = header.headers.some((cell) => cell.trim() !== '' && !mayHead(cell));
  const shown = candidates.map((at) => head[at]?.cells.join(' | ').slice(0, 160) ?? '');
  return [
    {
      id: 'header-row',
      options: [
        ...(isData ? [none] : []),
        ...candidates.map((at) => ({ value: String(at), label: { code: 'option-header-row', values: { row: at + 1 } } })),
        ...(isData ? [] : [none]),
      ],
      evidence: { code: 'header-open', values: { candidates: candidates.length } },
      examples: shown.filter((text) => text !== ''),
    },
  ];
}

function raggedQuestion({ ragged }: Survey): OpenQuestion[] {
  if (ragged.count === 0) return [];
  return [
    {
      id: 'ragged-rows',
      options: [
        { value: 'leave-out', label: { code: 'option-leave-out', values: {} } },
        { value: 'refuse', label: { code: 'option-refuse', values: {} } },
      ],
      evidence: { code: 'ragged-open', values: { rows: ragged.count, row: ragged.rows[0]?.row ?? 0, line: ragged.rows[0]?.line ?? 0 } },
      examples: ragged.rows.slice(0, 5).map(({ cells }) => cells.join(' | ').slice(0, 200)),
    },
  ];
}

/** Whether a recipe that is replayed says it already. */
function saidBy(recipe: Recipe | undefined, id: string): boolean {
  if (!recipe) return false;
  if (id === 'encoding') return recipe.file.encoding !== null;
  if (id === 'delimiter') return recipe.file.delimiter !== null;
  if (id === 'entry') return recipe.file.entry !== null;
  if (id === 'sheet') return recipe.file.sheet !== null;
  if (id === 'ragged-rows') return recipe.table.ragged !== undefined;
  return id === 'header-row';
}

/** What the bytes leave open: encoding, delimiter, entry, sheet, header row, ragged rows. Answers were used when the file was surveyed. */
export function fileQuestions(survey: Survey, decisions: Record<string, string>, recipe?: Recipe): OpenQuestion[] {
  const all = [encodingQuestion, delimiterQuestion, entryQuestion, sheetQuestion, headerQuestion, raggedQuestion].flatMap((ask) =>
    ask(survey),
  );
  return all.filter(({ id }) => decisions[id] === undefined && !saidBy(recipe, id));
}

/** How the file was read. */
export function fileFacts(survey: Survey, decisions: Record<string, string>): Recipe['file'] {
  const several = survey.sheets.filter(({ rows }) => rows > 0).length > 1;
  return {
    format: survey.file.format,
    encoding:
      survey.encoding && (decisions.encoding !== undefined || !survey.encoding.chosen.startsWith('utf-')) ? survey.encoding.chosen : null,
    delimiter: survey.delimiter?.chosen ?? null,
    sheet: decisions.sheet ?? (several ? survey.sheet : null),
    entry: decisions.entry ?? null,
    ...(decisions['hidden-rows'] === 'leave-out' ? { hiddenRows: 'leave-out' as const } : {}),
  };
}

/** Kinds of rows that are left out because of how the table is arranged, not because they look like no data. */
const ARRANGED: readonly LeftOutKind[] = ['blank', 'heading', 'other-measure'];

function isPossible(kind: LeftOutKind, { sections, measures }: Survey): boolean {
  return (kind !== 'heading' || sections !== undefined) && (kind !== 'other-measure' || measures !== undefined);
}

/** Where the table stands, and what is left out of it. */
export function tableFacts(
  survey: Survey,
  decisions: Record<string, string>,
): Pick<
  Recipe['table'],
  'headerAt' | 'headerRows' | 'headers' | 'leaveOut' | 'ragged' | 'fillDown' | 'ditto' | 'sheetColumn' | 'sections' | 'measures' | 'marks'
> {
  const keepAll = decisions.rows === 'keep';
  const ragged = decisions['ragged-rows'];
  const filled = filledDown(decisions);
  return {
    headerAt: survey.header.at,
    headerRows: survey.header.rows,
    headers: survey.header.headers.map((header) => header.trim()),
    leaveOut: LEFT_OUT_KINDS.filter((kind) => isPossible(kind, survey)).map((kind) => {
      const off = (keepAll && !ARRANGED.includes(kind)) || (kind === 'totals' && decisions.totals === KEEP);
      return kind === 'totals' ? { kind, off, ...totalColumns(survey, decisions) } : { kind, off };
    }),
    ...(filled.length > 0 ? { fillDown: filled } : {}),
    ...(survey.dittos === undefined ? {} : { ditto: survey.dittos.map(({ header }) => ({ header })) }),
    ...(survey.sections === undefined ? {} : { sections: survey.sections }),
    ...(survey.measures === undefined ? {} : { measures: survey.measures }),
    ...(survey.marks === undefined ? {} : { marks: survey.marks }),
    ...(survey.sheetColumn === undefined ? {} : { sheetColumn: survey.sheetColumn }),
    ...(ragged === 'leave-out' || ragged === 'refuse' ? { ragged } : {}),
  };
}
