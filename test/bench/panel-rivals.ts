import { axisOf } from '../../shared/columns/axis.ts';
import type { Question as Grouped } from '../../shared/columns/questions.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { columnName, conditionOf, type Question } from './questions.ts';
import { openDuckdb, openSqlite, type Rival, type RivalColumn } from './rivals.ts';

/** Answers a panel in SQL; what its cells add up to. */
export interface PanelRival {
  name: string;
  ask(panel: number, clauses: Question['clauses']): Promise<{ cases: number; kg: number }>;
  close(): void;
}

interface Panel {
  dimensions: Grouped['dimensions'];
}

export async function openPanelDuckdb(table: ColumnTable, panels: Panel[], text: boolean): Promise<PanelRival> {
  return panelRival(table, panels, await openDuckdb(table, text, extraColumns(table)), text);
}

export async function openPanelSqlite(table: ColumnTable, panels: Panel[]): Promise<PanelRival> {
  return panelRival(table, panels, openSqlite(table, extraColumns(table)), false);
}

/** Steps of mass and the legs of a route, which the other benchmarks do not ask for. */
function extraColumns(table: ColumnTable): RivalColumn[] {
  const steps = axisOf(table, { facet: 'mass', by: 'step' }).values;
  const leg = (facet: 'departed' | 'destined'): RivalColumn => {
    const { values } = axisOf(table, { facet, level: 2 });
    return { name: `${facet}2`, type: 'INTEGER', at: (row) => values[row] as number };
  };
  return [{ name: 'step', type: 'INTEGER', at: (row) => steps[row] as number }, leg('departed'), leg('destined')];
}

function panelRival(table: ColumnTable, panels: Panel[], rival: Rival, text: boolean): PanelRival {
  return {
    name: rival.name,
    async ask(panel, clauses) {
      const groups = namesOf((panels[panel] as Panel).dimensions);
      const where = clauses.map((clause) => conditionOf(table, clause, text)).join(' AND ') || '1 = 1';
      const sql = `SELECT count(*), count(kg), sum(kg), sum(low), sum(high), ${groups} FROM cases WHERE ${where} GROUP BY ${groups}`;
      const rows = await rival.ask(sql);
      const sum = (at: number): number => rows.reduce((all, row) => all + Number(row[at] ?? 0), 0);
      return { cases: sum(0), kg: sum(2) };
    },
    close: rival.close,
  };
}

function namesOf(dimensions: Grouped['dimensions']): string {
  return dimensions
    .map((dimension) => {
      if ('flow' in dimension) return dimension.flow.map((facet) => `${facet}2`).join();
      return dimension.facet === 'mass' ? 'step' : columnName(dimension);
    })
    .join();
}
