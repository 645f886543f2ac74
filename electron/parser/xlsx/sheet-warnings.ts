import type { SheetFacts } from '../../../shared/understand/survey.ts';

/** What the report of an import says of the sheets: which were hidden, what in them was, and what became of merged cells. */
export function sheetWarnings({ sheets, sheet, leftHidden }: SheetReading): { code: string; message: string }[] {
  const hidden = sheets.filter((one) => one.hidden && one.name !== sheet).map(({ name }) => `"${name}"`);
  const read = sheets.filter((one) => (sheet === '*' ? !one.hidden : one.name === sheet));
  return [
    ...(hidden.length > 0
      ? [
          {
            code: 'hidden-sheets',
            message: `The workbook hides ${count(hidden.length, 'sheet')} that ${hidden.length === 1 ? 'was' : 'were'} not read: ${hidden.slice(0, 20).join(', ')}.`,
          },
        ]
      : []),
    ...read.flatMap((facts) => warningsOf(facts, leftHidden)),
  ];
}

export interface SheetReading {
  sheets: readonly SheetFacts[];
  /** The sheet that is read, or `*` for all visible ones. */
  sheet: string | null;
  /** Whether hidden rows were left out. */
  leftHidden: boolean;
}

function warningsOf(facts: SheetFacts, leftHidden: boolean): { code: string; message: string }[] {
  const { name, hiddenRows, hiddenColumns, mergedFilled = 0, mergedNumbers = 0, mergedNotKept = 0 } = facts;
  const sheet = `Sheet "${name}"`;
  const all: [number, string, string][] = [
    [
      hiddenRows,
      'hidden-rows',
      `${sheet} hides ${count(hiddenRows, 'row')}, which ${leftHidden ? 'were left out' : 'were read like the others'}.`,
    ],
    [hiddenColumns, 'hidden-columns', `${sheet} hides ${count(hiddenColumns, 'column')}, which were read like the others.`],
    [mergedFilled, 'merged-filled', `${sheet}: ${count(mergedFilled, 'cell')} merged with the one above took its value.`],
    [
      mergedNumbers,
      'merged-numbers',
      `${sheet}: ${count(mergedNumbers, 'number')} merged down over several rows were read in the first of these rows only.`,
    ],
    [
      mergedNotKept,
      'merged-many',
      `${sheet}: ${count(mergedNotKept, 'merged range')} were too many to be filled; their rows below the first have blank cells there.`,
    ],
  ];
  return all.filter(([number]) => number > 0).map(([, code, message]) => ({ code, message }));
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
