import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyses } from '../../shared/analysis/index.ts';
import { listAnalyses, runAnalysis } from '../../shared/analysis/run.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

const NOT_METHODS = ['define.ts', 'index.ts', 'run.ts'];
const files = readdirSync(new URL('../../shared/analysis', import.meta.url)).filter(
  (name) => name.endsWith('.ts') && !NOT_METHODS.includes(name),
);

describe('an engineer adds an analysis', () => {
  it('must name the file as the analysis and put it in the index', () => {
    expect(analyses.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it.each(LANGUAGES)('must give it title, question, method, what it assumes and what makes it vanish in %s', (language) => {
    for (const { id, title, question, method, assumes, vanishes } of listAnalyses(createWording(language))) {
      for (const text of [title, question, method, assumes, vanishes]) {
        expect(text.length, id).toBeGreaterThan(3);
        expect(text, id).not.toContain(`analyses.${id}`);
      }
      expect(question.endsWith('?'), id).toBe(true);
    }
  });

  it('must not leave a text in English in another language', () => {
    const texts = (language: (typeof LANGUAGES)[number]) =>
      listAnalyses(createWording(language)).flatMap(({ question, method }) => [question, method]);
    const english = texts('en');
    for (const language of ['fr', 'ru', 'es'] as const) {
      for (const [at, text] of texts(language).entries()) expect(text).not.toBe(english[at]);
    }
  });

  it('gives a form: every setting has a default, and the schema says its type', () => {
    for (const { id, settings } of listAnalyses(createWording('en'))) {
      const properties = settings.properties as Record<string, { default?: unknown; type?: string; enum?: unknown[] }>;
      for (const [name, property] of Object.entries(properties)) {
        expect(property.default, `${id} ${name}`).toBeDefined();
        expect(property.type ?? property.enum, `${id} ${name}`).toBeDefined();
      }
    }
  });

  it.each(LANGUAGES)('must name each setting, and each choice of a field, in %s', (language) => {
    const words = createWording(language);
    const names = new Set(listAnalyses(words).flatMap(({ settings }) => Object.keys(settings.properties as object)));
    for (const name of names) expect(words.text(`explore.setting.${name}`).length, name).toBeGreaterThan(0);
    // Names of methods as in R stay as they are.
    const ofMethods = ['delta', 'nbPlugin', 'muan', 'C1', 'C2', 'C3'];
    const choices = listAnalyses(words).flatMap(({ settings }) =>
      Object.values(settings.properties as Record<string, { enum?: string[] }>),
    );
    for (const choice of choices.flatMap((one) => one.enum ?? []))
      if (!ofMethods.includes(choice)) expect(words.text(`explore.choice.${choice}`).length, choice).toBeGreaterThan(0);
  });

  it.each(LANGUAGES)('gets the same figures in %s as in English, in other words', (language) => {
    const table = madeUpTable();
    for (const { id } of analyses) {
      const english = runAnalysis(id, {}, { table, filter: EVERYTHING, words: createWording('en') });
      const other = runAnalysis(id, {}, { table, filter: EVERYTHING, words: createWording(language) });
      const figures = ({ blocks }: typeof english) =>
        blocks.map((block) => {
          if (block.kind === 'finding') return [block.n, block.of];
          return block.kind === 'table' ? block.rows.map((row) => row.filter((cell) => typeof cell === 'number')) : block.kind;
        });
      expect(figures(other)).toEqual(figures(english));
      for (const block of other.blocks) if ('text' in block) expect(block.text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });
});
