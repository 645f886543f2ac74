import type { Recipe } from '../../../shared/contract/recipe.ts';
import { LEFT_OUT_KINDS } from '../../../shared/domain/fields.ts';
import type { FileShape } from '../../../shared/parser-protocol.ts';
import { NO_HEADER } from '../../../shared/understand/file-questions.ts';
import { filledDown } from '../../../shared/understand/fill-down.ts';
import { KEEP, PERIODS, totalsWithin } from '../../../shared/understand/find-totals.ts';
import { runningRules } from '../../../shared/understand/running.ts';

/** How a recipe's bytes become a table. */
export function shapeOf(recipe: Recipe): FileShape {
  const { file, table } = recipe;
  const running = runningRules(recipe);
  const { headerAt, headerRows, headers, leaveOut, keep, leave, unpivot, ragged, fillDown, ditto, sections, measures, marks, sheetColumn } =
    table;
  return {
    file,
    table: {
      headerAt,
      headerRows,
      leaveOut,
      keep,
      leave,
      unpivot,
      ...(running.length > 0 ? { running } : {}),
      ...(headerRows === 0 ? { headers } : {}),
      ...(ragged === undefined ? {} : { ragged }),
      ...(fillDown === undefined ? {} : { fillDown }),
      ...(ditto === undefined ? {} : { ditto }),
      ...(sections === undefined ? {} : { sections }),
      ...(measures === undefined ? {} : { measures }),
      ...(marks === undefined ? {} : { marks }),
      ...(sheetColumn === undefined ? {} : { sheetColumn, sheetHeaderRows: headerRows }),
    },
  };
}

/** True where a plain reading (first row the header, every row data) gives the same table as the recipe's shape. */
export function isPlain({ table }: Recipe): boolean {
  const {
    headerAt,
    headerRows,
    leaveOut,
    keep,
    leave,
    unpivot,
    ragged,
    fillDown = [],
    ditto = [],
    sections,
    measures,
    marks,
    sheetColumn,
  } = table;
  if (fillDown.length + ditto.length > 0 || [sections, measures, marks, sheetColumn].some((own) => own !== undefined)) return false;
  const nothingLeft = leaveOut.every(({ off }) => off) && keep.length === 0 && leave.length === 0 && ragged !== 'leave-out';
  return headerAt === 0 && headerRows === 1 && nothingLeft && (unpivot === null || unpivot.off === true);
}

/**
 * What answers already say about the bytes, so that the survey reads them so: `encoding`, `delimiter`, `entry`, `sheet`, `hidden-rows`, `header-row`
 * (the number of records above the header, or that there is none), `fill-down:HEADER`.
 */
export function shapeOfAnswers(decisions: Record<string, string>, recipe: Recipe | undefined): FileShape {
  const { encoding, delimiter, entry, sheet } = decisions;
  const filled = filledDown(decisions);
  const hidden = decisions['hidden-rows'];
  const base = recipe ? shapeOf(recipe) : {};
  return {
    file: {
      ...base.file,
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter: DELIMITER_NAMES[delimiter] ?? delimiter }),
      ...(entry === undefined ? {} : { entry }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(hidden === 'leave-out' || hidden === 'read' ? { hiddenRows: hidden } : {}),
    },
    table: {
      ...base.table,
      ...leftOutBy(decisions, recipe),
      ...headerBy(decisions),
      ...(filled.length > 0 ? { fillDown: filled } : {}),
    },
  };
}

function headerBy({ 'header-row': row = '', 'header-rows': rows = '' }: Record<string, string>): NonNullable<FileShape['table']> {
  if (row === NO_HEADER) return { headerAt: 0, headerRows: 0 };
  return {
    ...(/^\d{1,4}$/.test(row) ? { headerAt: Number(row) } : {}),
    ...(/^[1-5]$/.test(rows) ? { headerRows: Number(rows) } : {}),
  };
}

/** Answers about totals change what the survey counts as data. */
function leftOutBy(decisions: Record<string, string>, recipe: Recipe | undefined): Pick<NonNullable<FileShape['table']>, 'leaveOut'> {
  const within = totalsWithin(decisions);
  const periods = totalsWithin(decisions, PERIODS);
  const keep = decisions.totals === KEEP;
  if (recipe || (within.length + periods.length === 0 && !keep)) return {};
  return {
    leaveOut: LEFT_OUT_KINDS.map((kind) => ({
      kind,
      ...(kind === 'totals' && keep ? { off: true } : {}),
      ...(kind === 'totals' && within.length > 0 ? { within } : {}),
      ...(kind === 'totals' && periods.length > 0 ? { periods } : {}),
    })),
  };
}

/** Marks that cannot well be typed on a command line. */
const DELIMITER_NAMES: Record<string, string> = { tab: '\t', space: ' ', comma: ',', semicolon: ';', pipe: '|', colon: ':' };
