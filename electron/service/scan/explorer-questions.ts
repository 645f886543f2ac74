import type { Grouping } from '../../../shared/columns/axis.ts';
import type { Question } from '../../../shared/columns/questions.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { FLOW_ROLES } from '../../../shared/domain/explore.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { type Filter, withoutFacet } from '../../../shared/domain/filter.ts';
import type { ExploreChoices } from '../explore/panels.ts';

const MONTH: Grouping = { facet: 'date', by: 'month' };
/** Facets whose values have no groups above them. */
const SINGLE: readonly string[] = ['country', 'produced', 'departed', 'transited', 'destined', 'source', 'regime'];

/**
 * What the explorer's six panels count. Asked of threads beforehand, the panels find the answers; a question that is missing here is
 * answered where it is asked, only slower.
 */
export function explorerQuestions(table: ColumnTable, filter: Filter, { split, ranked, map }: ExploreChoices): Question[] {
  const at = (facet: CodeFacet): Grouping => ({ facet, level: SINGLE.includes(facet) ? 2 : 1 });
  const [from, via, to] = FLOW_ROLES.map(at) as [Grouping, Grouping, Grouping];
  const splits = split === 'none' ? [] : [at(split)];
  const asked: [string[], Grouping[][]][] = [
    [[], []],
    [
      ['date', split],
      [[MONTH], ...splits.map((one) => [one]), ...splits.map((one) => [MONTH, one])],
    ],
    [
      ['concealment', 'transport'],
      [[at('concealment')], [at('transport')]],
    ],
    [[ranked], [[at(ranked)]]],
    [['mass'], [[{ facet: 'mass', by: 'bin' }]]],
    [[...FLOW_ROLES], [[from], [via], [to], [from, via], [via, to]]],
    [[map], [[at(map)], [via, to]]],
  ];
  const questions = asked.flatMap(([own, groups]) => {
    const seen = own.reduce<Filter>(withoutFacet, filter);
    return [[], ...groups].map((dimensions): Question => ({ filter: seen, dimensions, measures: 'mass' }));
  });
  const counted: Question[] = [
    { filter: withoutFacet(filter, 'mass'), dimensions: [{ facet: 'mass', by: 'step' }], measures: 'cases' },
    {
      filter: ['concealment', 'transport'].reduce<Filter>(withoutFacet, filter),
      dimensions: [at('concealment'), at('transport')],
      measures: 'cases',
    },
  ];
  return distinct([...questions, ...counted].filter(({ dimensions }) => dimensions.every((one) => isCarried(table, one))));
}

function isCarried(table: ColumnTable, grouping: Grouping): boolean {
  if ('flow' in grouping) return grouping.flow.every((facet) => table.codes[facet]);
  return grouping.facet === 'date' || grouping.facet === 'mass' || table.codes[grouping.facet] !== undefined;
}

function distinct(questions: Question[]): Question[] {
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
