import { describe, expect, it } from 'vitest';
import { createWording } from '../../shared/report/create-wording.ts';
import { sureText } from '../../shared/signals/words.ts';

describe('an analyst reads how sure a signal is', () => {
  it.each([
    ['en', 'q <\u00a00.0001', 'q =\u00a00.0123'],
    ['fr', 'q <\u00a00,0001', 'q =\u00a00,0123'],
    ['ru', 'q <\u00a00,0001', 'q =\u00a00,0123'],
    ['es', 'q <\u00a00,0001', 'q =\u00a00,0123'],
  ] as const)('in %s: a value too small to be shown is below the least shown, and equals no bound', (language, below, equal) => {
    const words = createWording(language);
    expect(sureText(0.000_002, words)).toContain(`(${below})`);
    expect(sureText(0.0123, words)).toContain(`(${equal})`);
  });
});
