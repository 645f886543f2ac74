import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { FileShape } from '../../../shared/parser-protocol.ts';

/** How a recipe's bytes become a table. */
export function shapeOf({ file, table }: Recipe): FileShape {
  const { headerAt, headerRows, leaveOut, keep, leave, unpivot, ragged } = table;
  return { file, table: { headerAt, headerRows, leaveOut, keep, leave, unpivot, ...(ragged === undefined ? {} : { ragged }) } };
}

/** True where a plain reading (first row the header, every row data) gives the same table as the recipe's shape. */
export function isPlain({ table }: Recipe): boolean {
  const { headerAt, headerRows, leaveOut, keep, leave, unpivot, ragged } = table;
  const nothingLeft = leaveOut.every(({ off }) => off) && keep.length === 0 && leave.length === 0 && ragged !== 'leave-out';
  return headerAt === 0 && headerRows === 1 && nothingLeft && (unpivot === null || unpivot.off === true);
}

/**
 * What answers already say about the bytes, so that the survey reads them so: `encoding`, `delimiter`, `entry`, `sheet`, `header-row`
 * (the number of records above the header).
 */
export function shapeOfAnswers(decisions: Record<string, string>, recipe: Recipe | undefined): FileShape {
  const { encoding, delimiter, entry, sheet } = decisions;
  const headerRow = decisions['header-row'];
  const base = recipe ? shapeOf(recipe) : {};
  return {
    file: {
      ...base.file,
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter: DELIMITER_NAMES[delimiter] ?? delimiter }),
      ...(entry === undefined ? {} : { entry }),
      ...(sheet === undefined ? {} : { sheet }),
    },
    table: { ...base.table, ...(headerRow !== undefined && /^\d{1,4}$/.test(headerRow) ? { headerAt: Number(headerRow) } : {}) },
  };
}

/** Marks that cannot well be typed on a command line. */
const DELIMITER_NAMES: Record<string, string> = { tab: '\t', space: ' ', comma: ',', semicolon: ';', pipe: '|', colon: ':' };
