import { keptWitnesses } from './kept-witnesses.ts';
import { type Effort, findMove, type Moved } from './move.ts';
import { nearAtoms } from './near.ts';
import type { Swaps } from './swap.ts';
import { hideFigure, type Need, type System } from './system.ts';

/** A first look at few atoms, then at more where that was dear or in vain. */
const LOOKS = [40, 120, 480];
/** What a look costs for each atom that there is. */
const LOOK = 100;

/** What a search may use. */
export interface Means {
  swaps: Swaps;
  effort: Effort;
  alive: () => void;
}

export interface Hidden {
  /** Needs that cannot be met by hiding anything: what was published before settles them. */
  unmet: Need[];
  /** Figures hidden beside those that were hidden from the start, with the need each was hidden for. */
  hidden: Map<number, Need>;
}

/**
 * Hides open figures until every need is met: for each need there are values of the atoms that agree with everything published and differ
 * from the true ones by what is needed. This is the complementary suppression by linear programming of Kelly, Golden and Assad (1992),
 * one need after another. Changes the state of figures.
 */
export function hideFor(system: System, needs: readonly Need[], { swaps, effort, alive }: Means): Hidden {
  const kept = keptWitnesses(system.values.length);
  const hidden: Hidden = { unmet: [], hidden: new Map() };
  for (const need of needs) {
    if (kept.meets(need)) continue;
    if (effort.left <= 0) {
      hidden.unmet.push(need);
      continue;
    }
    alive();
    const swap = swaps.find(system, need);
    if (swap) {
      kept.add(swap);
      continue;
    }
    const moved = cheapest(system, need, effort) ?? afterHidingAll(system, need, hidden, effort);
    if (!moved) {
      hidden.unmet.push(need);
      continue;
    }
    for (const at of moved.broken) hide(system, at, need, hidden);
    kept.add(moved.witness);
  }
  return hidden;
}

function cheapest(system: System, need: Need, effort: Effort): Moved | undefined {
  let best: Moved | undefined;
  let seen = 0;
  for (const most of LOOKS) {
    if (effort.left <= 0) break;
    const atoms = nearAtoms(system, need, most);
    effort.left -= LOOK * system.values.length;
    if (atoms.length === seen) break;
    seen = atoms.length;
    const moved = findMove(system, need, atoms, effort);
    if (moved && (!best || moved.cost < best.cost)) best = moved;
    if (best && (best.cost === 0 || most > 100)) break;
  }
  return best;
}

/** The last resort: every open figure that shares a figure with the need is hidden. */
function afterHidingAll(system: System, need: Need, hidden: Hidden, effort: Effort): Moved | undefined {
  if (effort.left <= 0) return undefined;
  const near = new Set(need.atoms.flatMap((atom) => system.figuresOf[atom] ?? []));
  for (const at of near) hide(system, at, need, hidden);
  return cheapest(system, need, effort);
}

function hide(system: System, at: number, need: Need, hidden: Hidden): void {
  if (hideFigure(system, at)) hidden.hidden.set(at, need);
}
