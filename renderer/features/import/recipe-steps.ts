import type { Recipe, Said } from '../../../shared/contract/recipe.ts';
import type { LeftOutKind } from '../../../shared/domain/fields.ts';
import { withColumn, withDitto, withKind, withRunning } from './edits.ts';

/** One step of a recipe, as the panel lists them. `set` is absent where the step cannot be switched off. */
export interface RecipeStep {
  id: string;
  kind:
    | 'file'
    | 'header'
    | 'leave-out'
    | 'rows'
    | 'ragged'
    | 'unpivot'
    | 'running'
    | 'ditto'
    | 'sections'
    | 'measures'
    | 'marks'
    | 'constant'
    | 'column'
    | 'values'
    | 'kept'
    | 'grain';
  values: Record<string, string | number>;
  reason?: Said;
  isOff: boolean;
  set?: (recipe: Recipe, isOff: boolean) => Recipe;
}

/** The steps in the order in which they are taken: bytes, table, rows, constants, columns with their values. */
export function stepsOf(recipe: Recipe): RecipeStep[] {
  return [
    { id: 'file', kind: 'file', values: fileValues(recipe), isOff: false },
    { id: 'header', kind: 'header', values: { row: recipe.table.headerAt + 1, rows: recipe.table.headerRows }, isOff: false },
    ...recipe.table.leaveOut.filter(({ kind }) => isOwnStep(kind, recipe)).map(leaveOutStep),
    ...rowSteps(recipe),
    ...raggedSteps(recipe),
    ...sectionSteps(recipe),
    ...dittoSteps(recipe),
    ...measureSteps(recipe),
    ...markSteps(recipe),
    ...unpivotSteps(recipe),
    ...runningSteps(recipe),
    ...(recipe.table.grain === 'aggregate' ? [{ id: 'grain', kind: 'grain' as const, values: {}, isOff: false }] : []),
    ...recipe.constants.map(constantStep),
    ...recipe.columns.flatMap(columnSteps),
  ];
}

function fileValues({ file }: Recipe): Record<string, string> {
  return { format: file.format.toUpperCase(), encoding: file.encoding ?? '', delimiter: file.delimiter ?? '', sheet: file.sheet ?? '' };
}

function leaveOutStep({ kind, off }: { kind: LeftOutKind; off?: boolean | undefined }): RecipeStep {
  return {
    id: `leave-out ${kind}`,
    kind: 'leave-out',
    values: { part: kind },
    isOff: off ?? false,
    set: (recipe, isOff) => withKind(recipe, kind, isOff),
  };
}

function rowSteps(recipe: Recipe): RecipeStep[] {
  const { keep, leave } = recipe.table;
  if (keep.length + leave.length === 0) return [];
  return [
    {
      id: 'rows',
      kind: 'rows',
      values: { kept: keep.length, left: leave.length },
      isOff: false,
      set: (now) => ({ ...now, table: { ...now.table, keep: [], leave: [] } }),
    },
  ];
}

/** Switched off, such rows stop the import. */
function raggedSteps({ table: { ragged } }: Recipe): RecipeStep[] {
  if (ragged === undefined) return [];
  return [
    {
      id: 'ragged',
      kind: 'ragged',
      values: {},
      isOff: ragged === 'refuse',
      set: (now, isOff) => ({ ...now, table: { ...now.table, ragged: isOff ? 'refuse' : 'leave-out' } }),
    },
  ];
}

/** Rows that are left out because of how the table is arranged are named by that step. */
function isOwnStep(kind: LeftOutKind, recipe: Recipe): boolean {
  return kind !== 'other-measure' && (kind !== 'heading' || !hasSections(recipe));
}

/** Switched off, a ditto mark is text like any other. */
function dittoSteps({ table: { ditto = [] } }: Recipe): RecipeStep[] {
  return ditto.map(({ header, off }) => ({
    id: `ditto ${header}`,
    kind: 'ditto',
    values: { header },
    isOff: off ?? false,
    set: (now, isOff) => withDitto(now, header, isOff),
  }));
}

function measureSteps({ table: { measures } }: Recipe): RecipeStep[] {
  if (!measures) return [];
  return [
    {
      id: 'measures',
      kind: 'measures',
      values: { header: measures.header, names: measures.columns.map(({ name }) => name).join(', ') },
      isOff: measures.off ?? false,
      set: (now, off) => ({ ...now, table: { ...now.table, measures: now.table.measures && { ...now.table.measures, off } } }),
    },
  ];
}

function markSteps({ table: { marks = [] } }: Recipe): RecipeStep[] {
  return marks.map(({ name, columns, off }) => ({
    id: `marks ${name}`,
    kind: 'marks',
    values: { columns: columns.length, first: columns[0]?.header ?? '', last: columns.at(-1)?.header ?? '', name },
    isOff: off ?? false,
    set: (now, isOff) => ({
      ...now,
      table: { ...now.table, marks: now.table.marks?.map((own) => (own.name === name ? { ...own, off: isOff } : own)) },
    }),
  }));
}

function hasSections({ table: { sections } }: Recipe): boolean {
  return sections !== undefined && sections.names.length > 0;
}

/** Switched off, rows that are headings are data. */
function sectionSteps(recipe: Recipe): RecipeStep[] {
  const { sections, leaveOut } = recipe.table;
  if (!sections || !hasSections(recipe)) return [];
  return [
    {
      id: 'sections',
      kind: 'sections',
      values: { count: sections.names.length, names: sections.names.join(', ') },
      isOff: leaveOut.some(({ kind, off }) => kind === 'heading' && off),
      set: (now, isOff) => withKind(now, 'heading', isOff),
    },
  ];
}

function unpivotSteps({ table: { unpivot } }: Recipe): RecipeStep[] {
  if (!unpivot) return [];
  return [
    {
      id: 'unpivot',
      kind: 'unpivot',
      values: { columns: unpivot.columns.length, name: unpivot.name, measure: unpivot.measure },
      isOff: unpivot.off ?? false,
      set: (now, off) => ({ ...now, table: { ...now.table, unpivot: now.table.unpivot && { ...now.table.unpivot, off } } }),
    },
  ];
}

function runningSteps({ table: { unpivot } }: Recipe): RecipeStep[] {
  if (!unpivot?.running) return [];
  const { columns, running } = unpivot;
  return [
    {
      id: 'running',
      kind: 'running',
      values: { first: columns[0]?.header ?? '', last: columns.at(-1)?.header ?? '' },
      isOff: running.off ?? false,
      set: withRunning,
    },
  ];
}

function constantStep(constant: Recipe['constants'][number], at: number): RecipeStep {
  return {
    id: `constant ${at}`,
    kind: 'constant',
    values: { field: constant.field, value: constant.value },
    ...(constant.reason ? { reason: constant.reason } : {}),
    isOff: constant.off ?? false,
    set: (now, off) => ({ ...now, constants: now.constants.map((one, place) => (place === at ? { ...one, off } : one)) }),
  };
}

function columnSteps(column: Recipe['columns'][number]): RecipeStep[] {
  const { header, field } = column;
  const isOff = column.off ?? false;
  const step: RecipeStep = {
    id: `column ${header}`,
    kind: field === null ? 'kept' : 'column',
    values: { header, field: field ?? '' },
    ...(column.reason ? { reason: column.reason } : {}),
    isOff,
    ...(field === null ? {} : { set: (now: Recipe, off: boolean) => withColumn(now, header, (one) => ({ ...one, off })) }),
  };
  if (column.values.length === 0) return [step];
  return [step, valuesStep(column, isOff)];
}

function valuesStep({ header, values }: Recipe['columns'][number], isColumnOff: boolean): RecipeStep {
  return {
    id: `values ${header}`,
    kind: 'values',
    values: { header, values: values.length },
    isOff: isColumnOff || values.every(({ off }) => off),
    set: (now, off) => withColumn(now, header, (one) => ({ ...one, values: one.values.map((choice) => ({ ...choice, off })) })),
  };
}
