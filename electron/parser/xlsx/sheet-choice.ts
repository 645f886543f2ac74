import { undecided } from '../faults.ts';
import type { SharedStrings } from './shared-strings.ts';
import { type CountedFacts, holdsAnything } from './sheet-facts.ts';
import { sheetFaults } from './sheet-faults.ts';
import type { SheetChoice } from './sheet-source.ts';
import type { Workbook, WorkbookSheet } from './workbook.ts';

/** All visible sheets, one after another. */
const ALL = '*';
const MOST_SHOWN = 50;

/** At least one sheet to read; throws `needs-decision` with the question `sheet` where the choice is open. */
export async function chooseSheets(
  workbook: Workbook,
  strings: SharedStrings,
  { sheet, several }: SheetChoice,
  counted: ReadonlyMap<string, CountedFacts>,
): Promise<WorkbookSheet[]> {
  if (sheet !== null && sheet !== ALL) return [named(workbook, sheet)];
  const filled: WorkbookSheet[] = [];
  for (const one of workbook.sheets) {
    const facts = counted.get(one.name);
    if (!one.hidden && (facts ? facts.rows > 0 : await holdsAnything(workbook, strings, one))) filled.push(one);
  }
  if (filled.length === 0) throw sheetFaults.allBlank();
  if (filled.length === 1 || sheet === ALL) return filled;
  if (several === 'largest') return filled.toSorted((a, b) => cellsOf(counted, b) - cellsOf(counted, a)).slice(0, 1);
  throw ask(filled, `The workbook holds ${filled.length} visible sheets with cells.`);
}

function cellsOf(counted: ReadonlyMap<string, CountedFacts>, { name }: WorkbookSheet): number {
  const facts = counted.get(name);
  return facts ? facts.rows * facts.columns : 0;
}

function named(workbook: Workbook, name: string): WorkbookSheet {
  const found = workbook.sheets.find((one) => one.name === name);
  if (found) return found;
  throw ask(
    workbook.sheets.filter(({ hidden }) => !hidden),
    `The workbook holds no sheet named "${name}".`,
  );
}

function ask(sheets: readonly WorkbookSheet[], what: string) {
  const names = sheets.slice(0, MOST_SHOWN).map(({ name }) => name);
  return undecided(what, {
    id: 'sheet',
    options: sheets.length > 1 ? [...names, ALL] : names,
    evidence: `Visible sheets: ${names.join(', ')}. "${ALL}" reads them one after another.`,
  });
}
