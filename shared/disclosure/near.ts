import { disturbance, type Figure, type Need, type System } from './system.ts';

/** So many atoms of the need itself may move, the largest first. */
const OWN = 16;
const RINGS = 2;

/** The atoms of a need, then those that share its figures and stand in the fewest others, up to a number. */
export function nearAtoms(system: System, need: Need, most: number): number[] {
  const own = [...need.atoms].sort((a, b) => (system.values[b] as number) - (system.values[a] as number) || a - b).slice(0, OWN);
  const chosen = new Set(own);
  for (let ring = 1; ring <= RINGS; ring++) {
    const size = ring === RINGS ? most : Math.ceil(most / 2);
    for (const atom of nearest(system, chosen, need, Math.max(0, size - chosen.size))) chosen.add(atom);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** The atoms that would disturb least outside the figures already touched; the more of those they share the better. */
function nearest({ values, figures, figuresOf, burden }: System, chosen: ReadonlySet<number>, need: Need, count: number): number[] {
  if (count === 0) return [];
  const score = burden.slice();
  const shared = new Uint16Array(values.length);
  for (const at of new Set([...chosen].flatMap((atom) => figuresOf[atom] ?? []))) {
    const figure = figures[at] as Figure;
    const relief = disturbance(figure);
    for (const atom of figure.atoms) {
      score[atom] = (score[atom] as number) - relief;
      shared[atom] = (shared[atom] as number) + 1;
    }
  }
  const left = new Set([...chosen, ...need.atoms]);
  const isBetter = (one: number, other: number): boolean => {
    const by = Math.round((score[one] as number) * EVEN) - Math.round((score[other] as number) * EVEN);
    return (by || (shared[other] as number) - (shared[one] as number) || one - other) < 0;
  };
  const best = leastOf(count, isBetter);
  for (let atom = 0; atom < values.length; atom++) {
    if (!left.has(atom) && (shared[atom] || figuresOf[atom]?.length === 0)) best.offer(atom);
  }
  return best.list();
}

/** Scores are sums in whatever order: what differs by less than this is the same. */
const EVEN = 1e6;

/** Keeps the best of many, of which few are better than those before. */
function leastOf(count: number, isBetter: (one: number, other: number) => boolean) {
  const kept: number[] = [];
  return {
    offer(one: number): void {
      if (kept.length === count && !isBetter(one, kept[count - 1] as number)) return;
      let [from, to] = [0, kept.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (isBetter(kept[middle] as number, one)) from = middle + 1;
        else to = middle;
      }
      kept.splice(from, 0, one);
      if (kept.length > count) kept.pop();
    },
    list: () => kept,
  };
}
