import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../shared/contract/recipe.ts';
import { answerOf, makeDesk, runCommand } from '../support/command-line.ts';

// Invented cases of an invented office.

let folder = '';
let prepared = '';
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), 'stowage-cli-'));
  await makeDesk(prepared);
  await answerOf(prepared, ['sample', '.', '--cases', '160', '--seed', '3']);
  await answerOf(prepared, ['import', CASES, '--dry-run', '--save-recipe', 'recipe.json', ...IN]);
  const recipe = JSON.parse(readFileSync(join(prepared, 'recipe.json'), 'utf8')) as Recipe;
  const source = { ...recipe.source, name: SOURCE, originator: 'Head office', handling: 'ask-originator' };
  writeFileSync(join(prepared, 'recipe.json'), JSON.stringify({ ...recipe, source }));
  await answerOf(prepared, ['import', CASES, '--recipe', 'recipe.json', ...IN]);
});
afterAll(() => rmSync(prepared, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-cli-'));
  cpSync(prepared, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCE = 'Police of Ruritania';
const CASES = 'invented-sample-160-cases-seed-3.csv';
const IN = ['--workspace', 'Desk.stowage'];
const BY = ['--by', 'Head of statistics', '--on', '2026-01-01'];
const pack = (...more: string[]) => runCommand(folder, ['pack', 'profile', '--language', 'en', '--out', 'pack', '--json', ...more, ...IN]);

describe('disclosure on the command line', () => {
  it('says what is missing, records who agreed and what was read, lets the pack leave, and lists what it told', async () => {
    const titled = ['--title', 'What they saw'];
    const missing = await runCommand(folder, ['disclosure', 'missing', 'profile', ...titled, '--json', ...IN]);
    expect(missing.code).toBe(1);
    expect(JSON.parse(missing.stdout)).toEqual({
      missing: [
        { kind: 'originator', source: SOURCE, templates: ['profile'] },
        expect.objectContaining({ kind: 'text', about: 'title', wording: 'What they saw' }),
      ],
    });
    expect((await pack(...titled)).code).toBe(1);
    expect(existsSync(join(folder, 'pack', 'manifest.json'))).toBe(false);
    const reference = ['--reference', 'Letter 12'];
    expect(await answerOf(folder, ['permission', 'record', '--source', SOURCE, ...BY, ...reference, ...IN])).toEqual({ id: 1 });
    expect(await answerOf(folder, ['permission', 'record', ...titled, ...BY, ...IN])).toEqual({ id: 2 });
    expect(await answerOf(folder, ['disclosure', 'missing', 'profile', ...titled, ...IN])).toEqual({ missing: [] });
    expect((await pack(...titled)).code).toBe(0);
    expect(readdirSync(join(folder, 'pack'))).toContain('profile.en.docx');
    const { permissions } = await answerOf<{ permissions: object[] }>(folder, ['permissions', ...IN]);
    expect(permissions).toMatchObject([
      { id: 2, about: 'title' },
      { id: 1, source: SOURCE, reference: 'Letter 12' },
    ]);
    const { tables } = await answerOf<{ tables: { measure: string; cells: { told: unknown }[] }[] }>(folder, [
      'disclosure',
      'told',
      '1',
      ...IN,
    ]);
    expect(tables.map(({ measure }) => measure)).toContain('cases');
    expect(tables.some(({ cells }) => cells.some(({ told }) => told === null))).toBe(true);
  });

  it('sets a rule and takes it back, withdraws a permission, and tells all of it in words', async () => {
    const rule = { least: 5, contributor: 'country', percent: 0, method: 'round', base: 5 };
    await answerOf(folder, ['disclosure', 'rule', 'ask-originator', '--set', JSON.stringify(rule), '--note', 'Terms', ...IN]);
    const { sources, rules } = await answerOf<{ sources: object[]; rules: { handling: string }[] }>(folder, ['disclosure', ...IN]);
    expect(sources).toEqual([
      { source: SOURCE, originator: 'Head office', handling: 'ask-originator', cases: 160, asks: true, guarded: true },
    ]);
    expect(rules.find(({ handling }) => handling === 'ask-originator')).toMatchObject({ ...rule, chosen: true, cases: 160 });
    await answerOf(folder, ['disclosure', 'rule', 'ask-originator', '--set', 'usual', ...IN]);
    const text = await runCommand(folder, ['disclosure', ...IN]);
    expect(text.stdout).toMatch(/ask-originator +3 +case +10 +suppress +3 +usual/);
    await answerOf(folder, ['permission', 'record', '--source', SOURCE, ...BY, ...IN]);
    await answerOf(folder, ['permission', 'withdraw', '1', '--note', 'Asked to', ...IN]);
    expect((await runCommand(folder, ['permissions', ...IN])).stdout).toContain('withdrawn by AB');
    expect((await pack()).code).toBe(1);
  });

  it('refuses a permission that says not what it is for, or says it twice, an unknown handling, and a rule that is none', async () => {
    const codeOf = async (...line: string[]) => (await runCommand(folder, [...line, ...IN])).code;
    expect(await codeOf('permission', 'record', ...BY)).toBe(2);
    expect(await codeOf('permission', 'record', '--source', SOURCE, '--title', 'T', ...BY)).toBe(2);
    expect(await codeOf('permission', 'record', '--finding', '7', ...BY)).toBe(1);
    expect(await codeOf('disclosure', 'rule', 'H2', '--set', 'usual')).toBe(1);
    expect(await codeOf('disclosure', 'rule', 'ask-originator', '--set', '{"least":-1}')).toBe(1);
    expect(await codeOf('disclosure', 'missing', 'poster')).toBe(1);
    expect(await codeOf('disclosure', 'told', 'one')).toBe(2);
  });
});
