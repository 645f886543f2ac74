import { describe, expect, it } from 'vitest';
import { COUNTRY_CODES } from '../../shared/domain/country.ts';
import { parentCode } from '../../shared/domain/facets.ts';
import { isMissing } from '../../shared/domain/missing.ts';
import { codesOf } from '../../shared/domain/vocabulary.ts';
import { colourOf, contrast, luminance, sequential, textOn } from '../../shared/report/colour.ts';

const LETTERED = ['transport', 'concealment', 'delivery', 'drug', 'form', 'detection', 'agency', 'seizure-place'];
const isGrey = (colour: string) => colour.slice(1, 3) === colour.slice(3, 5) && colour.slice(3, 5) === colour.slice(5, 7);

describe.each(LETTERED)('colours of %s', (facet) => {
  const groups = codesOf(facet, 1).filter((code) => !isMissing(code) && !/^[A-Z]0$/.test(code));

  it('no two groups share one', () => {
    expect(new Set(groups.map((code) => colourOf(facet, code))).size).toBe(groups.length);
    for (const code of groups) expect(isGrey(colourOf(facet, code)), code).toBe(false);
  });

  it('codes of one group are shades that differ from each other', () => {
    for (const group of groups) {
      const shades = codesOf(facet, 2)
        .filter((code) => parentCode(code) === group)
        .map((code) => colourOf(facet, code));
      expect(new Set([colourOf(facet, group), ...shades]).size, group).toBe(shades.length + 1);
    }
  });

  it('missing values are grey, one grey for each kind', () => {
    const greys = codesOf(facet, 1)
      .filter((code) => isMissing(code))
      .map((code) => colourOf(facet, code));
    expect(greys.every(isGrey)).toBe(true);
    expect(new Set(greys).size).toBe(greys.length);
  });
});

describe('a reader relies on a colour', () => {
  // Okabe & Ito 2008: blue 0 114 178, vermillion 213 94 0, bluish green 0 158 115, orange 230 159 0.
  it('the palette is the published one, given once', () => {
    expect(colourOf('drug', 'G2')).toBe('#0072b2');
    expect(colourOf('drug', 'G3')).toBe('#d55e00');
    expect(colourOf('drug', 'G1')).toBe('#009e73');
    expect(colourOf('drug', 'G4')).toBe('#e69f00');
    expect(colourOf('transport', 'T4')).toBe('#56b4e9');
  });

  it('a country keeps its colour on every facet and in every form', () => {
    for (const code of COUNTRY_CODES) {
      expect(colourOf('country', code)).toMatch(/^#[0-9a-f]{6}$/);
      expect(colourOf('departed', code)).toBe(colourOf('country', code));
    }
    expect(new Set(COUNTRY_CODES.map((code) => colourOf('country', code))).size).toBe(21);
  });

  it('unknown facets and codes still have a colour', () => {
    for (const [facet, code] of [
      ['source', 'file-1'],
      ['transport', 'T77'],
      ['__proto__', 'x'],
      ['repeat', 'first'],
    ]) {
      expect(colourOf(facet as string, code as string)).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it('a value not yet placed is told from missing values', () => {
    expect(codesOf('transport', 1).map((code) => colourOf('transport', code))).not.toContain(colourOf('transport', 'unplaced'));
  });
});

describe('a heat map is read', () => {
  it.each(['light', 'dark'] as const)('magnitude moves one way in %s', (theme) => {
    const levels = Array.from({ length: 101 }, (_, i) => luminance(sequential(i / 100, theme)));
    for (let i = 1; i < levels.length; i += 1) {
      const step = (levels[i] as number) - (levels[i - 1] as number);
      expect(theme === 'light' ? step < 0 : step > 0, `${i}`).toBe(true);
    }
    expect(contrast(sequential(1, theme), theme === 'light' ? '#ffffff' : '#101418')).toBeGreaterThan(7);
  });

  it('shares out of bounds and not-a-number do not break it', () => {
    expect(sequential(-1)).toBe(sequential(0));
    expect(sequential(7)).toBe(sequential(1));
    expect(sequential(Number.NaN)).toBe(sequential(0));
  });

  it('text on any cell and mark keeps 4.5 to 1 (WCAG 2.2, 1.4.3)', () => {
    const cells = Array.from({ length: 101 }, (_, i) => [sequential(i / 100, 'light'), sequential(i / 100, 'dark')]).flat();
    const marks = LETTERED.flatMap((facet) => [...codesOf(facet, 1), ...codesOf(facet, 2)].map((code) => colourOf(facet, code)));
    for (const colour of [...cells, ...marks]) expect(contrast(colour, textOn(colour)), colour).toBeGreaterThanOrEqual(4.5);
  });

  // WCAG 2.2: black on white is 21 to 1; #777777 on white is 4.48 to 1 (published by WebAIM).
  it('contrast is the published formula', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
