import { findMove, type Moved } from './move.ts';
import { isMet, nearAtoms } from './near.ts';
import type { Figure, Need, System, Witness } from './system.ts';

/** A first look at few atoms, then at more where that was dear or in vain. */
const LOOKS = [40, 120, 480];

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
export function hideFor(system: System, needs: readonly Need[], alive: () => void = () => undefined): Hidden {
  const witnesses: Witness[] = [];
  const hidden: Hidden = { unmet: [], hidden: new Map() };
  for (const need of needs) {
    if (isMet(witnesses, need)) continue;
    alive();
    const moved = cheapest(system, need) ?? afterHidingAll(system, need, hidden);
    if (!moved) {
      hidden.unmet.push(need);
      continue;
    }
    for (const at of moved.broken) hide(system, at, need, hidden);
    witnesses.push(moved.witness);
  }
  return hidden;
}

function cheapest(system: System, need: Need): Moved | undefined {
  let best: Moved | undefined;
  let seen = 0;
  for (const most of LOOKS) {
    const atoms = nearAtoms(system, need, most);
    if (atoms.length === seen) break;
    seen = atoms.length;
    const moved = findMove(system, need, atoms);
    if (moved && (!best || moved.cost < best.cost)) best = moved;
    if (best && (best.cost === 0 || most > 100)) break;
  }
  return best;
}

/** The last resort: every open figure that shares a figure with the need is hidden. */
function afterHidingAll(system: System, need: Need, hidden: Hidden): Moved | undefined {
  const near = new Set(need.atoms.flatMap((atom) => system.figuresOf[atom] ?? []));
  for (const at of near) hide(system, at, need, hidden);
  return cheapest(system, need);
}

function hide({ figures }: System, at: number, need: Need, hidden: Hidden): void {
  const figure = figures[at] as Figure;
  if (figure.state !== 'open') return;
  figure.state = 'hidden';
  hidden.hidden.set(at, need);
}
