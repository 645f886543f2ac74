import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { detectCommand } from '../../electron/cli/detect-command.ts';
import { UsageError } from '../../electron/cli/output.ts';
import type { StowageError } from '../../shared/errors.ts';
import type { Detection } from '../../shared/statistics/detect.ts';
import { negativeBinomialQuantile, poissonQuantile } from '../../shared/statistics/distributions.ts';

/* Expected values come from the R package surveillance; the golden file says which version and how. */

type Numbers = (number | null)[];

interface GoldCase {
  id: string;
  method: string;
  frequency: number;
  start: string;
  from: number;
  to: number;
  counts: Numbers;
  control: Record<string, string | number | boolean | number[]>;
  want: Record<string, Numbers>;
}

const folder = mkdtempSync(join(tmpdir(), 'stowage-detect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function detectFile(content: string, method: string, values: Record<string, unknown> = {}): Promise<Detection[]> {
  const file = join(folder, 'counts.json');
  writeFileSync(file, content);
  const { json } = await detectCommand.run({ positionals: [method], values: { counts: file, ...values } as never });
  return (json as { series: Detection[] }).series;
}

function detected({ method, start, frequency, from, to, counts, control }: GoldCase): Promise<Detection[]> {
  const set = Object.entries(control).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : value}`);
  const input = JSON.stringify({ start, frequency, series: [{ id: 'a', counts }] });
  return detectFile(input, method, { from: String(from), to: String(to), set });
}

/** Largest |ours - theirs| / max(1, |theirs|); infinite where one says NA and the other does not. */
function distance(ours: Numbers, theirs: Numbers): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  return Math.max(
    ...theirs.map((want, i) => {
      const got = ours[i] as number | null;
      if (want === null || got === null) return want === got ? 0 : Number.POSITIVE_INFINITY;
      return Math.abs(got - want) / Math.max(1, Math.abs(want));
    }),
  );
}

describe('a statistician runs a detector on bare series and checks it against R', () => {
  const { cases } = JSON.parse(readFileSync(new URL('../golden/detect-cases.json', import.meta.url), 'utf8')) as { cases: GoldCase[] };

  it.each(cases.map((each) => [each.id, each] as const))('%s', async (_, each) => {
    const [found] = await detected(each);
    for (const [name, want] of Object.entries(each.want)) {
      const apart = distance(found?.[name as keyof Detection] as Numbers, want);
      expect({ name, apart, fits: apart <= 1e-6 }).toMatchObject({ name, fits: true });
    }
  });

  it('numbers and truth may be written as R prints them', async () => {
    const plain = JSON.stringify({
      start: '2012-01',
      frequency: 12,
      series: [{ id: 'a', counts: Array.from({ length: 100 }, (_, k) => k % 7) }],
    });
    const range = { from: '90', to: '100' };
    const ours = await detectFile(plain, 'farrington', { ...range, set: ['b=3', 'alpha=0.05', 'trend=false', 'reweight=true'] });
    const theirs = await detectFile(plain, 'farrington', { ...range, set: ['b=3', 'alpha=.05', 'trend=FALSE', 'reweight=TRUE'] });
    expect(theirs).toEqual(ours);
  });

  it('several series at once are each judged by themselves', async () => {
    const first = cases.find(({ method, frequency }) => method === 'ears-c1' && frequency === 12) as GoldCase;
    const set = [`baseline=${first.control.baseline}`, `alpha=${first.control.alpha}`];
    const range = { from: String(first.from), to: String(first.to), set };
    const plain = { id: 'a', counts: first.counts };
    const one = await detectFile(JSON.stringify({ start: first.start, frequency: 12, series: [plain] }), 'ears-c1', range);
    const longer = { id: 'b', counts: [...first.counts].reverse() };
    const both = await detectFile(JSON.stringify({ start: first.start, frequency: 12, series: [longer, plain] }), 'ears-c1', range);
    expect(both[1]).toEqual({ ...one[0] });
  });
});

describe('a quantile of a count far beyond what whole numbers can tell apart', () => {
  it('is found at once, as R has it', () => {
    // qnbinom(p, m / (phi - 1), 1 / phi) and qpois(p, m) of R 4.2.2.
    for (const [p, mean, phi, negative, plain] of [
      [0.9, 2e9, 3, 2000099269, 2000057313],
      [0.99, 5e12, 1.5, 5000006370968, 5000005201873],
      [0.95, 1e10, 1e9, 15705216422, 10000164486],
      [0.999, 3e9, 4e6, 3349947240, 3000169260],
    ] as const) {
      expect(Math.abs(negativeBinomialQuantile(p, mean / (phi - 1), 1 / phi) / negative - 1)).toBeLessThan(1e-7);
      expect(Math.abs(poissonQuantile(p, mean) / plain - 1)).toBeLessThan(1e-9);
    }
    expect(negativeBinomialQuantile(0.9, 1e30, 0.5)).toBeGreaterThan(9.9e29);
  });
});

describe('what does not fit is refused in words', () => {
  const plain = { start: '2012-01', frequency: 12, series: [{ id: 'a', counts: Array.from({ length: 100 }, (_, k) => k % 7) }] };
  const refusal = (content: unknown, method = 'farrington-flexible', values: Record<string, unknown> = {}) =>
    detectFile(typeof content === 'string' ? content : JSON.stringify(content), method, { from: '90', to: '100', ...values }).then(
      () => 'accepted',
      (error: StowageError | UsageError) => `${error instanceof UsageError ? 'usage' : error.code}: ${error.message}`,
    );

  it.each([
    ['a file that is not JSON', 'start,2012', /^unreadable-file: .*JSON/],
    ['no series', { ...plain, series: [] }, /^invalid-input: .*series/s],
    ['a count below 0', { ...plain, series: [{ id: 'a', counts: [1, -2] }] }, /^invalid-input: .*series\[0\]\.counts\[1\]/s],
    ['a count in words', { ...plain, series: [{ id: 'a', counts: [1, 'two'] }] }, /^invalid-input: /],
    ['a start that is no month', { ...plain, start: '2012-13' }, /^invalid-input: .*YYYY-MM/s],
    ['weeks that start with a month', { ...plain, frequency: 52 }, /^invalid-input: .*1990-W01/],
    ['a frequency of days', { ...plain, frequency: 365 }, /^invalid-input: .*frequency/s],
  ])('%s', async (_, content, said) => {
    expect(await refusal(content)).toMatch(said);
  });

  it.each([
    ['an unknown method', 'bayes', {}, /^usage: METHOD is one of farrington-flexible/],
    ['no file', 'cusum', { counts: undefined }, /^usage: --counts FILE is missing/],
    ['a file that is not there', 'cusum', { counts: '/nowhere/counts.json' }, /^unreadable-file: /],
    ['a period that is no number', 'cusum', { from: 'ten' }, /^usage: --from/],
    ['a period beyond the series', 'cusum', { to: '101' }, /^invalid-input: .*within 1 and 100/],
    ['period 0', 'cusum', { from: '0' }, /^invalid-input: .*within 1 and 100/],
    ['an end before the beginning', 'cusum', { from: '95', to: '94' }, /^invalid-input: /],
    ['an unknown setting', 'cusum', { set: ['kk=1'] }, /^invalid-input: .*kk/s],
    ['a setting of another kind', 'farrington-flexible', { set: ['alpha=often'] }, /^invalid-input: .*alpha/s],
    ['a probability above 1', 'ears-c2', { set: ['alpha=1.5'] }, /^invalid-input: .*alpha/s],
    ['a setting without a value', 'farrington-flexible', { set: ['alpha'] }, /^usage: /],
    ['too many years back', 'farrington-flexible', { set: ['b=9'] }, /^invalid-input: Series "a": .*before the start/],
    ['more parts than a year has room for', 'farrington-flexible', { set: ['b=3', 'w=6', 'noPeriods=20'] }, /^invalid-input: .*noPeriods/],
    ['a baseline longer than the series', 'ears-c3', { set: ['baseline=99'] }, /^invalid-input: .*too short/],
  ])('%s', async (_, method, values, said) => {
    expect(await refusal(plain, method, values)).toMatch(said);
  });
});
