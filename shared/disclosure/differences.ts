import type { Need, System } from './system.ts';

/** Atoms of an ascending list that another does not hold; null when the other holds any that the first does not. */
export function without(whole: readonly number[], part: readonly number[]): number[] | null {
  const left: number[] = [];
  let at = 0;
  for (const atom of whole) {
    const next = part[at];
    if (next === atom) at++;
    else if (next !== undefined && next < atom) return null;
    else left.push(atom);
  }
  return at === part.length ? left : null;
}

/** Two figures of which one holds the other and that differ by few cases: their difference is as good as printed. */
export function closePairs(system: System, cases: Float64Array, fewest: number): { whole: number; part: number; atoms: number[] }[] {
  const sized = system.figures
    .map(({ atoms }, at) => ({ at, atoms, cases: atoms.reduce((sum, atom) => sum + (cases[atom] as number), 0) }))
    .filter(({ atoms }) => atoms.length > 0)
    .sort((a, b) => a.cases - b.cases || a.at - b.at);
  const pairs: { whole: number; part: number; atoms: number[] }[] = [];
  const known = new Set<string>();
  sized.forEach((whole, index) => {
    for (let other = index - 1; other >= 0; other--) {
      const part = sized[other] as (typeof sized)[number];
      if (whole.cases - part.cases >= fewest) break;
      if (whole.atoms.length <= part.atoms.length || whole.atoms.length - part.atoms.length >= fewest) continue;
      const atoms = without(whole.atoms, part.atoms);
      if (!atoms || known.has(atoms.join())) continue;
      known.add(atoms.join());
      pairs.push({ whole: whole.at, part: part.at, atoms });
    }
  });
  return pairs;
}

export interface Margins {
  more: number;
  less: number;
}

/** The needs of a sum: one for each direction in which it must be in doubt. */
export function needsOf(atoms: readonly number[], margin: Margins | null, about: string): Need[] {
  if (!margin) return [];
  const needs: Need[] = [];
  if (margin.more > 0) needs.push({ atoms, by: margin.more, towards: 'more', about });
  if (margin.less > 0) needs.push({ atoms, by: margin.less, towards: 'less', about });
  return needs;
}
