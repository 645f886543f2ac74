import type { ReadRule, Said } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { numberShape } from '../domain/number-shape.ts';
import { type NumberRule, numberReader } from '../domain/read-number.ts';
import type { ColumnProfile, NumberTally, Survey } from './survey.ts';

export interface Decided<R extends ReadRule> {
  read: R;
  reason: Said;
  question: OpenQuestion | undefined;
  notes: Said[];
}

/** `answer` is for this column and decides; `general` is for all of the kind and decides what is open. */
export interface Answers {
  answer: string | undefined;
  general: string | undefined;
}

interface Proof {
  decimal: '.' | ',' | undefined;
  reason: Said;
}

const OPTION = { '.': 'point', ',': 'comma' } as const;

function pointProofs(n: NumberTally): number {
  return n.decimalPoint + n.thousands.comma;
}

function commaProofs(n: NumberTally): number {
  return n.decimalComma + n.thousands.point;
}

function rule(decimal: '.' | ',', profile: ColumnProfile): NumberRule {
  const n = profile.numbers;
  const other = decimal === '.' ? ',' : '.';
  const grouped = decimal === '.' ? n.thousands.comma + n.openComma : n.thousands.point + n.openPoint;
  const thousands = grouped > 0 ? other : n.thousands.space > 0 ? ' ' : n.thousands.apostrophe > 0 ? "'" : '';
  return {
    as: 'number',
    decimal,
    thousands,
    ...(n.withUnit > 0 ? { unitInCell: true } : {}),
    ...(isPartlyTyped(profile) ? { typed: true } : {}),
  };
}

/**
 * Numbers of a typed file are written with a point; texts beside them (the header is one) may follow another custom. True when there are numbers
 * enough to be every cell that could be one.
 */
function isPartlyTyped({ typed, numbers: n }: ColumnProfile): boolean {
  return typed !== undefined && typed.numbers > 0 && typed.texts > 0 && n.whole + n.decimalPoint + n.openPoint <= typed.numbers;
}

/** What the texts among numbers prove: a point may be a number's own, so only commas and groups speak. */
function proofOfTexts({ header, numbers: n }: ColumnProfile): Proof {
  const [point, comma] = [n.thousands.comma, n.decimalComma];
  if (n.openComma === 0 || (point > 0 && comma === 0))
    return {
      decimal: '.',
      reason: {
        code: 'decimal-point',
        values: { rows: n.decimalPoint + n.openPoint, example: n.examples.decimalPoint ?? n.examples.openPoint ?? '' },
      },
    };
  if (comma > 0 && point === 0)
    return { decimal: ',', reason: { code: 'decimal-comma', values: { rows: comma, example: n.examples.decimalComma ?? '' } } };
  return { decimal: undefined, reason: { code: 'decimal-open', values: { header, rows: n.openComma, point, comma } } };
}

function shown(n: NumberTally): string[] {
  const { decimalPoint, decimalComma, openPoint, openComma } = n.examples;
  return [openPoint, openComma, decimalPoint, decimalComma].filter((text) => text !== undefined);
}

/** Whether a total of the file equals the sum of its rows under one reading only; needs every row in the sample. */
function provedBySum(profile: ColumnProfile, survey: Survey): '.' | ',' | undefined {
  const at = survey.columns.indexOf(profile);
  const totals = survey.leftOut.find(({ kind }) => kind === 'totals')?.rows ?? [];
  if (at < 0 || totals.length === 0 || survey.sample.length < survey.records) return undefined;
  const agree = (['.', ','] as const).filter((decimal) => {
    const read = numberReader({ ...rule(decimal, profile), unitInCell: true });
    const sum = survey.sample.reduce((all, { cells }) => all + (read(cells[at] ?? '')?.amount ?? 0), 0);
    return totals.some(({ cells }) => {
      const total = read(cells[at] ?? '')?.amount;
      return total !== undefined && total !== 0 && Math.abs(total - sum) <= Math.abs(sum) * 1e-6;
    });
  });
  return agree.length === 1 ? agree[0] : undefined;
}

/** Under the other reading most values leave the globe. */
function provedByRange(profile: ColumnProfile, bound: number): '.' | ',' | undefined {
  const within = (['.', ','] as const).filter((decimal) => {
    const read = numberReader(rule(decimal, profile));
    const values = profile.values.filter(({ value }) => numberShape(value)?.kind.startsWith('open') === true);
    return values.length > 0 && values.every(({ value }) => Math.abs(read(value)?.amount ?? Infinity) <= bound);
  });
  return within.length === 1 ? within[0] : undefined;
}

function proofOf(profile: ColumnProfile, survey: Survey, bound: number | undefined): Proof {
  const n = profile.numbers;
  const [point, comma, open] = [pointProofs(n), commaProofs(n), n.openPoint + n.openComma];
  if (profile.typed && profile.typed.numbers > 0 && profile.typed.texts === 0)
    return { decimal: '.', reason: { code: 'decimal-typed', values: { rows: profile.typed.numbers } } };
  if (open === 0 && point === 0 && comma === 0) return { decimal: '.', reason: { code: 'decimal-none', values: {} } };
  if (isPartlyTyped(profile)) return proofOfTexts(profile);
  if ((profile.typed?.numbers ?? 0) > 0 && n.openPoint > 0 && comma > 0)
    return { decimal: undefined, reason: { code: 'decimal-open-mixed', values: { header: profile.header, rows: open, point, comma } } };
  if (point > 0 && comma === 0)
    return { decimal: '.', reason: { code: 'decimal-point', values: { rows: point, example: n.examples.decimalPoint ?? '' } } };
  if (comma > 0 && point === 0)
    return { decimal: ',', reason: { code: 'decimal-comma', values: { rows: comma, example: n.examples.decimalComma ?? '' } } };
  if (open === 0) return { decimal: point >= comma ? '.' : ',', reason: { code: 'decimal-mixed', values: { point, comma } } };
  const ranged = bound === undefined ? undefined : provedByRange(profile, bound);
  if (ranged) return { decimal: ranged, reason: { code: 'decimal-range', values: {} } };
  const summed = point === 0 && comma === 0 ? provedBySum(profile, survey) : undefined;
  if (summed) return { decimal: summed, reason: { code: 'decimal-sum', values: {} } };
  const code = point > 0 ? 'decimal-open-mixed' : 'decimal-open';
  return { decimal: undefined, reason: { code, values: { header: profile.header, rows: open, point, comma } } };
}

/** What other columns of the file prove leads the options, and decides nothing. */
function leaning(profile: ColumnProfile, survey: Survey): '.' | ',' {
  const others = survey.columns.filter((column) => column !== profile);
  const sum = (count: (n: NumberTally) => number) => others.reduce((all, { numbers }) => all + count(numbers), 0);
  const own = pointProofs(profile.numbers) - commaProofs(profile.numbers);
  const beside = sum(({ decimalPoint }) => decimalPoint) - sum(({ decimalComma }) => decimalComma);
  if (own !== 0) return own > 0 ? '.' : ',';
  if (beside !== 0) return beside > 0 ? '.' : ',';
  return profile.numbers.openComma >= profile.numbers.openPoint ? ',' : '.';
}

function questionOf(id: string, profile: ColumnProfile, lean: '.' | ',', evidence: Said): OpenQuestion {
  const order = lean === '.' ? (['.', ','] as const) : ([',', '.'] as const);
  return {
    id,
    options: order.map((sign) => ({ value: OPTION[sign], label: { code: `option-decimal-${OPTION[sign]}`, values: {} } })),
    evidence,
    examples: shown(profile.numbers),
  };
}

/**
 * The decimal sign of a column as a whole: by typed cells, by cells that leave no choice, by the range of coordinates (`bound`), or by a total
 * that only one reading adds up to; otherwise asked. A country's habit proves nothing.
 */
export function decideNumber(
  profile: ColumnProfile,
  survey: Survey,
  options: Answers & { bound?: number | undefined; unit?: string | undefined },
): Decided<NumberRule> {
  const n = profile.numbers;
  const proof = proofOf(profile, survey, options.bound);
  const answer = options.answer ?? (proof.decimal ? undefined : options.general);
  const answered = answer === 'point' ? '.' : answer === 'comma' ? ',' : undefined;
  const decimal = answered ?? proof.decimal;
  const lean = decimal ?? leaning(profile, survey);
  const mixed = pointProofs(n) > 0 && commaProofs(n) > 0;
  return {
    read: { ...rule(lean, profile), ...(options.unit === undefined ? {} : { unit: options.unit }) },
    reason: answered ? { code: 'decided', values: { answer: OPTION[answered] } } : proof.reason,
    question: decimal ? undefined : questionOf(`decimal:${profile.header}`, profile, lean, proof.reason),
    notes: mixed ? [{ code: 'decimal-mixed-note', values: { header: profile.header, point: pointProofs(n), comma: commaProofs(n) } }] : [],
  };
}
