import type { ListedAnalysis } from './analyses-screen.tsx';

export const GROUPS = ['first', 'change', 'carried', 'moves', 'found', 'other'] as const;
export type Group = (typeof GROUPS)[number];

/** The kind of question an analysis answers; one that is not named here stands with the other questions. */
const GROUP_OF: Record<string, Group> = {
  coverage: 'first',
  'cases-by-month': 'change',
  trends: 'change',
  signals: 'change',
  nowcast: 'change',
  'concealment-transport': 'carried',
  diversification: 'carried',
  association: 'carried',
  mail: 'carried',
  routes: 'moves',
  displacement: 'moves',
  agencies: 'found',
};

/** The analyses by kind of question, each kind in the order in which they are offered; kinds without any are left out. */
export function grouped(analyses: ListedAnalysis[]): { group: Group; analyses: ListedAnalysis[] }[] {
  const byGroup = Map.groupBy(analyses, ({ id }) => GROUP_OF[id] ?? 'other');
  return GROUPS.flatMap((group) => {
    const found = byGroup.get(group);
    return found ? [{ group, analyses: found }] : [];
  });
}
