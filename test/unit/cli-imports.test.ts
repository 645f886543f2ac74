import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipe as recipeSchema } from '../../shared/contract/recipe.ts';
import { csv, idsCsv } from '../support/build.ts';
import { answerOf, type CommandOutcome, makeDesk, runCommand } from '../support/command-line.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-cli-imports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const IN = ['--workspace', 'Desk.stowage'];
interface Refusal {
  code: string;
  message: string;
  where?: { questions?: { id: string; options: string[]; evidence: string }[] };
}
const errorOf = ({ stderr }: CommandOutcome) => (JSON.parse(stderr) as { error: Refusal }).error;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** Made up: no day is over 12, so nothing proves the order of day and month. */
const OPEN_DATES = csv([
  ['Fecha', 'Droga', 'Cantidad (kg)', 'País'],
  ['03/04/2019', 'Cocaína', '1.5', 'España'],
  ['05/06/2019', 'Heroína', '0.25', 'España'],
]);

describe('a file that does not prove everything', () => {
  beforeEach(() => makeDesk(folder));

  it('is refused with what must be decided, and imported once that is answered', async () => {
    write('abierto.csv', OPEN_DATES);
    const refused = await runCommand(folder, ['import', 'abierto.csv', '--json', ...IN]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    const { code, where } = errorOf(refused);
    expect(code).toBe('needs-decision');
    expect(where?.questions?.map(({ id }) => id)).toEqual(['date-order:Fecha']);
    expect(where?.questions?.[0]?.options).toEqual(expect.arrayContaining(['day-month-year', 'month-day-year']));
    expect(where?.questions?.[0]?.evidence).toContain('03/04/2019');
    expect(await answerOf(folder, ['imports', ...IN])).toEqual({ imports: [] });

    const report = await answerOf(folder, ['import', 'abierto.csv', '--decide', 'date-order=day-month-year', ...IN]);
    expect(report).toMatchObject({ rowsRead: 2, rowsAccepted: 2, rowsRejected: 0, unmapped: [] });
    const { cases } = await answerOf<{ cases: { date: string; kg: number; country: string[] }[] }>(folder, ['cases', ...IN]);
    expect(cases.map(({ date, kg, country }) => [date, kg, country])).toEqual([
      ['2019-04-03', 1.5, ['ESP']],
      ['2019-06-05', 0.25, ['ESP']],
    ]);
  });

  it('says in words what it holds, and imports nothing by that', async () => {
    write('abierto.csv', OPEN_DATES);
    const found = await answerOf<{ columns: { header: string; field: string | null }[]; questions: { id: string }[] }>(folder, [
      'understand',
      'abierto.csv',
      ...IN,
    ]);
    expect(found.columns.map(({ header, field }) => [header, field])).toEqual([
      ['Fecha', 'date'],
      ['Droga', 'drug'],
      ['Cantidad (kg)', 'amount'],
      ['País', 'country'],
    ]);
    expect(found.questions.map(({ id }) => id)).toEqual(['date-order:Fecha']);
    const { code, stdout } = await runCommand(folder, ['understand', 'abierto.csv', ...IN]);
    expect([code, stdout.includes('--decide date-order:Fecha=')]).toEqual([0, true]);
    expect(await answerOf(folder, ['imports', ...IN])).toEqual({ imports: [] });
  });
});

describe('a recipe', () => {
  beforeEach(() => makeDesk(folder));

  it('is written beside the import, and reads the next quarter in one go', async () => {
    write('q1.csv', OPEN_DATES);
    await answerOf(folder, ['import', 'q1.csv', '--decide', 'date-order=day-month-year', '--save-recipe', 'made-up.json', ...IN]);
    const text = readFileSync(join(folder, 'made-up.json'), 'utf8');
    expect(recipeSchema.parse(JSON.parse(text))).toMatchObject({ stowage: 'recipe', version: 1 });
    expect(text.split('\n').length).toBeGreaterThan(20);
    write('q2.csv', OPEN_DATES.replaceAll('2019', '2020'));
    expect(await answerOf(folder, ['import', 'q2.csv', '--recipe', 'made-up.json', ...IN])).toMatchObject({ rowsAccepted: 2 });
    const { cases } = await answerOf<{ cases: { date: string }[] }>(folder, ['cases', ...IN]);
    expect(cases.map(({ date }) => date)).toEqual(['2019-04-03', '2019-06-05', '2020-04-03', '2020-06-05']);
    await answerOf(folder, ['recipe', '2', '--out', 'again.json', ...IN]);
    expect(await answerOf(folder, ['recipe', 'diff', 'made-up.json', 'again.json'])).toEqual({ changes: [] });
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('that is none, or is too large, is refused with what is wrong in it', async () => {
    write('q1.csv', OPEN_DATES);
    write('no-json.json', '{"stowage":');
    write('no-recipe.json', JSON.stringify({ stowage: 'recipe', version: 2 }));
    write('large.json', ' '.repeat(5 * 1024 ** 2 + 1));
    const refusals = await Promise.all(
      ['no-json.json', 'no-recipe.json', 'large.json', 'nowhere.json'].map((name) =>
        runCommand(folder, ['recipe', 'diff', name, name, '--json']),
      ),
    );
    expect(refusals.map((refused) => [refused.code, errorOf(refused).code])).toEqual(
      Array.from({ length: 4 }, () => [1, 'unreadable-file']),
    );
    expect(errorOf(refusals[1] as CommandOutcome).message).toContain('version');
  });

  it('that differs in one decision shows that one', async () => {
    write('ids.csv', idsCsv([{}]));
    await answerOf(folder, ['import', 'ids.csv', '--save-recipe', 'one.json', ...IN]);
    const one = JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8')) as { columns: { header: string; crosswalk: string | null }[] };
    const columns = one.columns.map((each) => (each.header === 'TRANSPORT' ? { ...each, crosswalk: null } : each)).toReversed();
    write('other.json', JSON.stringify({ ...one, columns }));
    expect(await answerOf(folder, ['recipe', 'diff', 'one.json', 'other.json'])).toEqual({
      changes: [{ path: 'columns[TRANSPORT].crosswalk', kind: 'changed', from: 'unodc-ids-2011-2016/transport', to: 'null' }],
    });
  });
});

describe('an import that was a mistake', () => {
  beforeEach(() => makeDesk(folder));

  it('is listed, re-run, and taken back whole', async () => {
    write('ids.csv', idsCsv([{}, { PLACE: 'Made-up pier' }]));
    await answerOf(folder, ['import', 'ids.csv', ...IN]);
    const { imports } = await answerOf<{ imports: { id: number; cases: number; hasRecipe: boolean }[] }>(folder, ['imports', ...IN]);
    expect(imports).toMatchObject([{ id: 1, cases: 2, hasRecipe: true }]);
    expect(await answerOf(folder, ['rerun', '1', '--dry-run', ...IN])).toMatchObject({
      records: 2,
      unchanged: 2,
      changes: [],
      dryRun: true,
    });
    expect(await answerOf(folder, ['undo', '1', ...IN])).toEqual({ cases: 2 });
    expect(await answerOf(folder, ['imports', ...IN])).toEqual({ imports: [] });
    expect(await answerOf(folder, ['cases', ...IN])).toMatchObject({ total: 0 });
    expect(await answerOf(folder, ['verify', ...IN])).toEqual({ ok: true, problems: [] });
    expect(errorOf(await runCommand(folder, ['undo', '1', '--json', ...IN])).code).toBe('not-found');
  });
});

describe('a careless or hostile line', () => {
  it.each([
    [['import', 'a.csv', 'b.csv', ...IN]],
    [['import', 'a.csv', '--decide', 'date-order', ...IN]],
    [['imports', 'all', ...IN]],
    [['undo', ...IN]],
    [['undo', 'last', ...IN]],
    [['rerun', '1', '2', ...IN]],
    [['recipe', '1', ...IN]],
    [['recipe', 'diff', 'a.json']],
    [['understand', ...IN]],
    [['verify', 'now', ...IN]],
    [['cases', '10', ...IN]],
  ])('%j ends with 2 and prints nothing', async (args) => {
    const { code, stdout } = await runCommand(folder, args);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('JSON of a file that could steer the terminal holds escapes, and the same values', async () => {
    await makeDesk(folder);
    const harm = '\u009b31m\u202eraft\u2066\u200f\u007f';
    write('ids.csv', idsCsv([{ TRANSPORT: harm }]));
    const { code, stdout } = await runCommand(folder, ['import', 'ids.csv', '--json', ...IN]);
    expect(code).toBe(0);
    expect(stdout.trimEnd()).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect((JSON.parse(stdout) as { unmapped: unknown[] }).unmapped).toEqual([{ field: 'transport', value: harm, count: 1 }]);
  });
});
