import { describe, expect, it } from 'vitest';
import { analyses } from '../../shared/analysis/index.ts';
import { runAnalysis } from '../../shared/analysis/run.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { madeUpTable } from '../support/made-up-cases.ts';

/*
 * The figures come from counting the twelve invented cases of test/support/made-up-cases.ts by hand (see analysis-figures.test.ts);
 * the sentences were read in each language before they were kept. `vitest -u` writes them anew: read them again then.
 */
describe('a delegation reads the findings', () => {
  it.each(LANGUAGES)('as sentences in %s', async (language) => {
    const lines = analyses.flatMap(({ id }) => {
      const { blocks } = runAnalysis(id, id === 'cases-by-month' ? { split: 'transport' } : {}, {
        table: madeUpTable(),
        filter: EVERYTHING,
        words: createWording(language),
      });
      return [`# ${id}`, ...blocks.flatMap((block) => ('text' in block ? [`${block.kind}: ${block.text}`] : []))];
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../golden/analysis-findings.${language}.txt`);
  });
});
