/*
 * What a reader knows, as sums over atoms. An atom is a group of records that no published figure tells apart; a figure is the sum of its
 * atoms. A reader may assume any values of the atoms, none below zero, that agree with everything published.
 */

/** What is published, or is about to be, about a sum of atoms. */
export interface Figure {
  /** Ascending, without repetition. */
  atoms: readonly number[];
  /** The true sum. */
  value: number;
  /** `open`: printed exactly unless it is hidden. `told`: was published and cannot be taken back. */
  state: 'open' | 'hidden' | 'told';
  /** What a reader knows when it is hidden or told; for `open` what he would know once it is hidden. */
  low: number;
  high: number;
  /** What hiding it costs. */
  weight: number;
}

/** A sum of which a reader must believe that it may be so much larger, or smaller, than it is. */
export interface Need {
  atoms: readonly number[];
  by: number;
  towards: 'more' | 'less';
  /** It comes from a figure that is asked for now, though none that is may hold its atoms: a difference. */
  isAsked?: boolean;
  /** Where it comes from, for whoever asks why. */
  about: string;
}

/** Other values of the atoms that agree with everything published, as differences from the true ones. */
export type Witness = ReadonlyMap<number, number>;

export interface System {
  /** True values of the atoms. */
  values: Float64Array;
  figures: Figure[];
  /** Figures that each atom is part of. */
  figuresOf: number[][];
  /** For each atom what disturbing all its figures costs; kept up by `hideFigure`. */
  burden: Float64Array;
}

export function systemOf(values: Float64Array, figures: Figure[]): System {
  const figuresOf: number[][] = Array.from(values, () => []);
  figures.forEach(({ atoms }, at) => {
    for (const atom of atoms) figuresOf[atom]?.push(at);
  });
  const burden = Float64Array.from(figuresOf, (own) => own.reduce((sum, at) => sum + disturbance(figures[at] as Figure), 0));
  return { values, figures, figuresOf, burden };
}

const FIRM = 1000;

/** What it costs to move a figure: to hide an open one, and much where it was told as it is and cannot move. */
export function disturbance({ state, low, high, value, weight }: Figure): number {
  if (state === 'open') return weight;
  return state === 'told' && low === value && high === value ? FIRM : 0;
}

/** Hides an open figure; false where it was not open. */
export function hideFigure({ figures, burden }: System, at: number): boolean {
  const figure = figures[at] as Figure;
  if (figure.state !== 'open') return false;
  const before = disturbance(figure);
  figure.state = 'hidden';
  const relief = before - disturbance(figure);
  for (const atom of figure.atoms) burden[atom] = (burden[atom] as number) - relief;
  return true;
}

export function moveOf(witness: Witness, atoms: readonly number[]): number {
  if (witness.size < atoms.length) {
    const inside = new Set(atoms);
    return [...witness].reduce((sum, [atom, by]) => sum + (inside.has(atom) ? by : 0), 0);
  }
  return atoms.reduce((sum, atom) => sum + (witness.get(atom) ?? 0), 0);
}
