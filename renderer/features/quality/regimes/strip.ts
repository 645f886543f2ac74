/** A place on a logarithmic or straight axis, from 0 at the foot to 1 at the top. */
export interface Axis {
  place(value: number): number;
  ticks: number[];
}

/** Whole powers of ten that hold all values above zero; at least one power, so that equal values do not fill the strip. */
export function logAxis(values: readonly (number | null)[]): Axis {
  const above = values.filter((value): value is number => value !== null && value > 0);
  const least = Math.floor(Math.log10(Math.min(...above, ...(above.length > 0 ? [] : [1]))));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...above, ...(above.length > 0 ? [] : [1])))));
  const powers = Array.from({ length: most - least + 1 }, (_none, at) => 10 ** (least + at));
  const step = Math.ceil(powers.length / 4);
  return {
    place: (value) => (Math.log10(value) - least) / (most - least),
    ticks: powers.filter((_power, at) => at % step === 0),
  };
}

export const SHARE_AXIS: Axis = { place: (value) => value, ticks: [0, 0.5, 1] };

/** Pieces of a line that runs only where there are values. */
export function runs(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const pieces: { at: number; value: number }[][] = [];
  let piece: { at: number; value: number }[] = [];
  for (const [at, value] of values.entries()) {
    if (value !== null) piece.push({ at, value });
    if ((value === null || at === values.length - 1) && piece.length > 0) {
      pieces.push(piece);
      piece = [];
    }
  }
  return pieces;
}

/** Where a day stands among months, in months from the first: the first day of the third month is 2. Outside them it is the nearer end. */
export function monthPlace(months: readonly string[], day: string): number {
  const [first = day] = months;
  const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const within = (Number(day.slice(8, 10) || '1') - 1) / 31;
  return Math.min(months.length, Math.max(0, index(day) - index(first) + within));
}

/** The mean over fields of the shares not stated of one month; null where no field says anything. */
export function meanShares(fields: readonly { shares: readonly (number | null)[] }[], months: number): (number | null)[] {
  return Array.from({ length: months }, (_none, at) => {
    const said = fields.map(({ shares }) => shares[at] ?? null).filter((share): share is number => share !== null);
    return said.length > 0 ? said.reduce((sum, share) => sum + share, 0) / said.length : null;
  });
}
