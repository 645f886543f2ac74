import type { Figure, Need, System } from './system.ts';

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

/** The atoms that would disturb least outside the figures already touched. */
function nearest({ values, figures, figuresOf }: System, chosen: ReadonlySet<number>, need: Need, count: number): number[] {
  if (count === 0) return [];
  const touched = new Uint8Array(figures.length);
  for (const atom of chosen) for (const figure of figuresOf[atom] ?? []) touched[figure] = 1;
  const inside = new Set(need.atoms);
  const scored: { atom: number; score: number; shared: number }[] = [];
  for (let atom = 0; atom < values.length; atom++) {
    if (chosen.has(atom) || inside.has(atom)) continue;
    let [score, shared] = [0, 0];
    for (const at of figuresOf[atom] as number[]) {
      if (touched[at]) shared++;
      else score += costOf(figures[at] as Figure);
    }
    if (shared > 0 || figuresOf[atom]?.length === 0) scored.push({ atom, score, shared });
  }
  return scored
    .sort((a, b) => a.score - b.score || b.shared - a.shared || a.atom - b.atom)
    .slice(0, count)
    .map(({ atom }) => atom);
}

function costOf({ state, low, high, value, weight }: Figure): number {
  if (state === 'open') return weight;
  return state === 'told' && low === value && high === value ? 1000 : 0;
}
