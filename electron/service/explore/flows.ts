import { valuesOf } from '../../../shared/analysis/parts/counted.ts';
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

/** Origin, departure and destination: what goes from column to column. */
export function flowPanel(table: ColumnTable, selection: Selection, words: Wording): Flows {
  const pairs = rolePairs(table);
  const counted = pairs.map((roles) => groupRoles(table, selection, roles));
  const columns = pairs.flatMap((roles, at) => {
    const own = at === 0 ? roles : roles.slice(1);
    return own.map((role) => columnOf(role, marginOf(counted[at] as Grouped, roles.indexOf(role))));
  });
  const nodes = columns.flatMap(({ role, codes }) =>
    codes.map((code) => ({ role, code, label: labelOf(role, code, words), missing: isNotStated(code) })),
  );
  let first = 0;
  const links = columns.slice(1).flatMap((right, at) => {
    const left = columns[at] as Column;
    const second = first + left.codes.length;
    const found = linksOf(counted[at] as Grouped, left, right).map((link) => ({ ...link, from: first + link.from, to: second + link.to }));
    first = second;
    return found;
  });
  const known = routePair(table).map((roles) => countKnown(groupRoles(table, selection, roles)));
  return { nodes, links, known: known[0] ?? 0 };
}

/** The most frequent stated pairs of departure and destination, for the lines of the map. */
export function routesOf(table: ColumnTable, selection: Selection, words: Wording): ExplorePanels['map']['routes'] {
  return routePair(table).flatMap((roles) => {
    const grouped = groupRoles(table, selection, roles);
    const [froms = [], tos = []] = grouped.keys;
    const cells: number[] = [];
    eachKnown(grouped, (cell) => cells.push(cell));
    // Cells ascend by the codes of their pair, and the sort keeps equal ones in place.
    const { cases, kg } = grouped;
    cells.sort((a, b) => (cases[b] as number) - (cases[a] as number));
    return cells.slice(0, MOST_ROUTES).map((cell) => {
      const [from, to] = [froms[Math.floor(cell / tos.length)] as string, tos[cell % tos.length] as string];
      const [fromLabel, toLabel] = [words.label('departed', from), words.label('destined', to)];
      return { from, fromLabel, to, toLabel, cases: cases[cell] as number, massKg: kg[cell] as number };
    });
  });
}

function countKnown(grouped: Grouped): number {
  let known = 0;
  eachKnown(grouped, (cell) => {
    known += grouped.cases[cell] as number;
  });
  return known;
}

/** Pairs that occur, of two stated countries that differ; a case with several countries of a role counts under each. */
function eachKnown({ keys: [froms = [], tos = []], cases }: Grouped, visit: (cell: number) => void): void {
  const stated = tos.map((to) => !isNotStated(to));
  for (const [row, from] of froms.entries()) {
    if (isNotStated(from)) continue;
    for (const [column, to] of tos.entries()) {
      const cell = row * tos.length + column;
      if ((cases[cell] as number) > 0 && stated[column] && from !== to) visit(cell);
    }
  }
}

interface Column {
  role: Role;
  codes: string[];
  /** For each key of the role, its place among `codes`. */
  places: Int32Array;
}

/** Stated countries first, then the rest, then what is not stated. */
function columnOf(role: Role, margin: Grouped): Column {
  const values = valuesOf(margin).map(({ code }) => code);
  const stated = values.filter((code) => !isNotStated(code));
  const apart = stated.length <= MOST_NODES + 1 ? stated : stated.slice(0, MOST_NODES);
  const rest = stated.length > apart.length ? [REST as string] : [];
  const codes = [...apart, ...rest, ...values.filter(isNotStated)];
  const places = Int32Array.from(margin.keys[0] as string[], (key) => (codes.includes(key) ? codes.indexOf(key) : apart.length));
  return { role, codes, places };
}

function groupRoles(table: ColumnTable, selection: Selection, roles: readonly Role[]): Grouped {
  const dimensions = roles.map((facet) => ({ facet, level: 2 }) as const);
  return groupBy(table, selection, dimensions, 'kg');
}

/** What goes from the nodes of one column to those of the next, as places within the columns. */
function linksOf({ keys: [froms = [], tos = []], cases, kg }: Grouped, left: Column, right: Column): Flows['links'] {
  const width = right.codes.length;
  const links = new Map<number, Flows['links'][number]>();
  for (let cell = 0; cell < froms.length * tos.length; cell++) {
    if (cases[cell] === 0) continue;
    const [from, to] = [left.places[Math.floor(cell / tos.length)] as number, right.places[cell % tos.length] as number];
    const link = links.get(from * width + to) ?? { from, to, cases: 0, massKg: 0 };
    links.set(from * width + to, link);
    link.cases += cases[cell] as number;
    link.massKg += kg[cell] as number;
  }
  return [...links.values()];
}
