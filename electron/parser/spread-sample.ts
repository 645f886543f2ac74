interface SampleRow {
  row: number;
  cells: string[];
}

/** Keeps at most `most` rows, spread evenly over all that are offered; cells are asked for only of rows that are kept. */
export function createSpreadSample(most: number): { offer(row: number, cells: () => string[]): void; rows(): SampleRow[] } {
  let kept: SampleRow[] = [];
  let every = 1;
  let offered = 0;
  return {
    offer(row, cells) {
      if (offered++ % every !== 0) return;
      kept.push({ row, cells: cells() });
      if (kept.length <= most) return;
      kept = kept.filter((_, at) => at % 2 === 0);
      every *= 2;
    },
    rows: () => kept,
  };
}
