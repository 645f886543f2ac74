import { missingCode } from '../domain/missing.ts';

/** What the regime facet holds where nothing is known about how a reporter reports, or where the case has no date. */
export const [NO_REGIME, UNDATED] = [missingCode('', 'not-collected'), missingCode('', 'not-known')];

/** Code of the regime facet: the `n`-th way, from 1, in which a reporter reports to a source. */
export function regimeCode(source: string, reporter: string, n: number): string {
  return `${source}|${reporter}|${n}`;
}

/** Undefined for a code of a missing value. The name of a source may hold a stroke itself. */
export function parseRegimeCode(code: string): { source: string; reporter: string; n: number } | undefined {
  const match = /^(.*)\|([^|]*)\|(\d+)$/s.exec(code);
  return match ? { source: match[1] as string, reporter: match[2] as string, n: Number(match[3]) } : undefined;
}
