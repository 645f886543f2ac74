import { type Counted, valuesOf } from '../../../shared/analysis/parts/counted.ts';
import { labelOf, REST } from '../../../shared/analysis/parts/figure.ts';
import { isNotStated } from '../../../shared/columns/codes.ts';
import { type Grouped, groupBy } from '../../../shared/columns/group-by.ts';
import { marginOf } from '../../../shared/columns/grouped.ts';
import type { Selection } from '../../../shared/columns/select.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ExplorePanels } from '../../../shared/contract/explore.ts';
import type { FLOW_ROLES } from '../../../shared/domain/explore.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { rolePairs, routePair } from './groupings.ts';

type Flows = ExplorePanels['flows'];
type Role = (typeof FLOW_ROLES)[number];

/** Countries drawn apart in each column; the others stand together as `rest`. */
const MOST_NODES = 7;
const MOST_ROUTES = 12;

/** A pair of two roles' countries with what it counts; a case with several countries of a role counts under each. */
interface Pair {
  from: string;
  to: string;
  cases: number;
  kg: number;
}

/** Origin, departure and destination: what goes from column to column. */
export function flowPanel(table: ColumnTable, selection: Selection, words: Wording): Flows {
  const pairs = rolePairs(table);
  const counted = pairs.map((roles) => groupRoles(table, selection, roles));
  const columns = pairs.flatMap((roles, at) => {
    const own = at === 0 ? roles : roles.slice(1);
    return own.map((role) => columnOf(role, valuesOf(marginOf(counted[at] as Grouped, roles.indexOf(role)))));
  });
  const nodes = columns.flatMap(({ role, codes }) =>
    codes.map((code) => ({ role, code, label: labelOf(role, code, words), missing: isNotStated(code) })),
  );
  const placeOf = new Map(nodes.map(({ role, code }, place) => [`${role} ${code}`, place]));
  const links = columns.slice(1).flatMap((right, at) => {
    const left = columns[at] as Column;
    const sums = new Map<string, Flows['links'][number]>();
    for (const pair of pairsOf(counted[at] as Grouped)) {
      const from = placeOf.get(`${left.role} ${left.nodeOf(pair.from)}`) as number;
      const to = placeOf.get(`${right.role} ${right.nodeOf(pair.to)}`) as number;
      const link = sums.get(`${from} ${to}`) ?? { from, to, cases: 0, massKg: 0 };
      sums.set(`${from} ${to}`, { ...link, cases: link.cases + pair.cases, massKg: link.massKg + pair.kg });
    }
    return [...sums.values()];
  });
  return { nodes, links, known: knownRoutes(table, selection).reduce((sum, { cases }) => sum + cases, 0) };
}

/** The most frequent stated pairs of departure and destination, for the lines of the map. */
export function routesOf(table: ColumnTable, selection: Selection, words: Wording): ExplorePanels['map']['routes'] {
  return knownRoutes(table, selection)
    .sort((a, b) => b.cases - a.cases || (a.from + a.to < b.from + b.to ? -1 : 1))
    .slice(0, MOST_ROUTES)
    .map(({ from, to, cases, kg }) => ({
      from,
      fromLabel: words.label('departed', from),
      to,
      toLabel: words.label('destined', to),
      cases,
      massKg: kg,
    }));
}

function knownRoutes(table: ColumnTable, selection: Selection): Pair[] {
  return routePair(table)
    .flatMap((roles) => pairsOf(groupRoles(table, selection, roles)))
    .filter(({ from, to }) => from !== to && !isNotStated(from) && !isNotStated(to));
}

interface Column {
  role: Role;
  codes: string[];
  nodeOf(code: string): string;
}

/** Stated countries first, then the rest, then what is not stated. */
function columnOf(role: Role, values: Counted[]): Column {
  const stated = values.filter(({ code }) => !isNotStated(code));
  const missing = values.filter(({ code }) => isNotStated(code));
  const apart = stated.length <= MOST_NODES + 1 ? stated : stated.slice(0, MOST_NODES);
  const rest = stated.length > apart.length ? [REST] : [];
  const code = (value: Counted) => value.code;
  const codes = [...apart.map(code), ...rest, ...missing.map(code)] as string[];
  const known = new Set(codes);
  return { role, codes, nodeOf: (one) => (known.has(one) ? one : (REST as string)) };
}

function groupRoles(table: ColumnTable, selection: Selection, roles: readonly Role[]): Grouped {
  return groupBy(
    table,
    selection,
    roles.map((facet) => ({ facet, level: 2 })),
  );
}

/** Pairs that occur, of a table by two roles. */
function pairsOf({ keys, cases, kg }: Grouped): Pair[] {
  const [froms = [], tos = []] = keys;
  const found: Pair[] = [];
  for (let cell = 0; cell < cases.length; cell++) {
    const count = cases[cell] as number;
    if (count === 0) continue;
    const [row, column] = [Math.floor(cell / tos.length), cell % tos.length];
    found.push({ from: froms[row] as string, to: tos[column] as string, cases: count, kg: kg[cell] ?? 0 });
  }
  return found;
}
