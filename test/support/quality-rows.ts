import { NO_DAY } from '../../shared/columns/table.ts';
import { CONVERSIONS } from '../../shared/domain/case.ts';
import { deriveQuantity } from '../../shared/domain/quantity.ts';
import { QUALITY_FACETS, type QualityFacet, type QualityNames, type QualityRows } from '../../shared/quality/rows.ts';

/** A made-up drug line with its case, in plain form; what is left out is as in one plain seizure. */
export interface PlainQualityLine {
  /** Lines of one case have one number; by default each is a case of its own. */
  id?: number;
  importId?: number;
  date?: string | null;
  precision?: number;
  place?: string;
  division?: string;
  drug?: string;
  amount?: string;
  unit?: string;
  codes?: Partial<Record<QualityFacet, string[]>>;
  repeatOf?: number;
  grain?: number;
  latitude?: number;
  longitude?: number;
}

/** Imports by number: the source and the day they were made. */
export type PlainImports = Record<number, { source: string; on: string }>;

const DRUG_CODES: Record<string, string> = { Cocaine: 'G2.1', Heroin: 'G3.1', Cannabis: 'G1.1', Buprenorphine: 'G3.5' };

/** Rows as they would be loaded from a workspace, and the names behind their numbers. */
export function qualityRows(
  plain: readonly PlainQualityLine[],
  imports: PlainImports = { 1: { source: 'made-up', on: '2020-01-01' } },
): { rows: QualityRows; names: QualityNames } {
  const texts = createNumbers();
  const sets = createNumbers();
  const full = plain.map((line, at) => ({ ...withDefaults(line), id: line.id ?? at + 1 }));
  const numbers = (pick: (line: (typeof full)[number], at: number) => number) => Uint32Array.from(full, pick);
  const reals = (pick: (line: (typeof full)[number]) => number | null | undefined) =>
    Float64Array.from(full, (line) => pick(line) ?? Number.NaN);
  const quantities = full.map(({ amount, unit, drug }) =>
    deriveQuantity({ amountText: amount, unitText: unit, drugCodes: [codeOf(drug)] }),
  );
  const setsOf = (facet: QualityFacet) => numbers((line) => sets.of(JSON.stringify(codesOf(line, facet))));
  const rows: QualityRows = {
    lines: full.length,
    caseIds: numbers(({ id }) => id),
    importIds: numbers(({ importId }) => importId),
    fileRows: numbers((_, at) => at + 1),
    day: Int32Array.from(full, ({ date }) => (date === null ? NO_DAY : Date.parse(date) / 86_400_000)),
    precision: Uint8Array.from(full, ({ precision }) => precision),
    place: numbers(({ place }) => texts.of(place)),
    division: numbers(({ division }) => texts.of(division)),
    sets: Object.fromEntries(QUALITY_FACETS.map((facet) => [facet, setsOf(facet)])) as Record<QualityFacet, Uint32Array>,
    drugText: numbers(({ drug }) => texts.of(drug)),
    amountText: numbers(({ amount }) => texts.of(amount)),
    unitText: numbers(({ unit }) => texts.of(unit)),
    amount: Float64Array.from(quantities, ({ amount }) => amount ?? Number.NaN),
    kg: Float64Array.from(quantities, ({ kg }) => kg ?? Number.NaN),
    kgLow: Float64Array.from(quantities, ({ kgLow }) => kgLow ?? Number.NaN),
    kgHigh: Float64Array.from(quantities, ({ kgHigh }) => kgHigh ?? Number.NaN),
    units: Float64Array.from(quantities, ({ units }) => units ?? Number.NaN),
    conversion: Uint8Array.from(quantities, ({ conversion }) => CONVERSIONS.indexOf(conversion)),
    repeatOf: numbers(({ repeatOf }) => repeatOf),
    grain: Uint8Array.from(full, ({ grain }) => grain),
    latitude: reals(({ latitude }) => latitude),
    longitude: reals(({ longitude }) => longitude),
  };
  const names: QualityNames = {
    codes: (set) => (set === 0 ? [] : (JSON.parse(sets.name(set)) as string[])),
    text: (id) => (id === 0 ? '' : texts.name(id)),
    source: (importId) => imports[importId]?.source ?? '',
    importedOn: (importId) => imports[importId]?.on ?? '',
  };
  return { rows, names };
}

function withDefaults(line: PlainQualityLine) {
  return {
    importId: 1,
    date: '2014-03-10' as string | null,
    precision: 0,
    place: 'Made-up harbour',
    division: '',
    drug: 'Cocaine',
    amount: '1.5',
    unit: 'Kilogram',
    repeatOf: 0,
    grain: 0,
    ...line,
  };
}

function codeOf(drug: string): string {
  return DRUG_CODES[drug] ?? 'G9';
}

function codesOf(line: { drug: string; codes?: PlainQualityLine['codes'] }, facet: QualityFacet): string[] {
  return line.codes?.[facet] ?? (facet === 'drug' ? [codeOf(line.drug)] : facet === 'country' ? ['ESP'] : ['0.2']);
}

/** Numbers from 1 on; 0 means none. */
function createNumbers() {
  const known = new Map<string, number>();
  const byNumber: string[] = [''];
  return {
    of(name: string): number {
      const number = known.get(name) ?? byNumber.push(name) - 1;
      known.set(name, number);
      return number;
    },
    name: (number: number): string => byNumber[number] ?? '',
  };
}

export const noPace = async (): Promise<void> => undefined;
