import { casesByMonth } from './cases-by-month.ts';
import { concealmentTransport } from './concealment-transport.ts';
import { coverage } from './coverage.ts';
import type { Analysis } from './define.ts';

/** Every analysis, in the order in which they are offered. */
export const analyses: readonly Analysis[] = [casesByMonth, concealmentTransport, coverage];
