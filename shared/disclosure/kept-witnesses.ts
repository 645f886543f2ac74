import { moveOf, type Need, type Witness } from './system.ts';

/** Of needs over several atoms so many of the latest finds are looked at. */
const LATEST = 60;

export interface KeptWitnesses {
  add(witness: Witness): void;
  /** Whether values that were found for another need meet this one. */
  meets(need: Need): boolean;
}

/** What was found, by the most that each atom gains or loses in it. */
export function keptWitnesses(atoms: number): KeptWitnesses {
  const [gains, losses] = [new Float64Array(atoms), new Float64Array(atoms)];
  const latest: Witness[] = [];
  return {
    add(witness) {
      for (const [atom, by] of witness) {
        if (by > (gains[atom] as number)) gains[atom] = by;
        if (-by > (losses[atom] as number)) losses[atom] = -by;
      }
      latest.push(witness);
      if (latest.length > LATEST) latest.shift();
    },
    meets({ atoms: own, by, towards }) {
      const enough = by * (1 - 1e-6);
      const [alone] = own;
      if (own.length === 1 && alone !== undefined) return ((towards === 'more' ? gains : losses)[alone] as number) >= enough;
      const sign = towards === 'more' ? 1 : -1;
      return latest.some((witness) => sign * moveOf(witness, own) >= enough);
    },
  };
}
