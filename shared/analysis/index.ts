import { agencies } from './agencies.ts';
import { association } from './association.ts';
import { casesByMonth } from './cases-by-month.ts';
import { concealmentTransport } from './concealment-transport.ts';
import { coverage } from './coverage.ts';
import type { Analysis } from './define.ts';
import { displacement } from './displacement.ts';
import { diversification } from './diversification.ts';
import { mail } from './mail.ts';
import { routes } from './routes.ts';
import { signals } from './signals.ts';
import { trends } from './trends.ts';

/** Every analysis, in the order in which they are offered. */
export const analyses: readonly Analysis[] = [
  casesByMonth,
  concealmentTransport,
  coverage,
  trends,
  mail,
  agencies,
  routes,
  displacement,
  diversification,
  association,
  signals,
];
