import type { ColumnTable } from '../../../shared/columns/table.ts';
import { rounded } from '../../../shared/disclosure/methods.ts';
import type { PlannedCell } from '../../../shared/disclosure/plan.ts';
import type { Decision } from '../../../shared/disclosure/publication.ts';
import { bearerOf } from '../../../shared/disclosure/restrict.ts';
import type { Scope } from '../../../shared/document/material.ts';
import { EVERYTHING } from '../../../shared/domain/filter.ts';

/** Without the protected records that the filter left out. */
export function openScope(scope: Scope, table: ColumnTable, isProtected: (handling: string) => boolean): Scope {
  const bears = bearerOf(table.codes.handling, isProtected);
  if (!bears) return scope;
  let left = 0;
  for (let row = 0; row < table.rows; row++) if (bears(row)) left += table.events?.[row] ?? 1;
  return { ...scope, of: scope.of - left };
}

/** Numbers that may not be told are left out or rounded; days become months. */
export function protectedScope(scope: Scope, decision: Decision): Scope {
  const base = decision.plan.rule.base;
  const told = (value: number, cell: PlannedCell | undefined): number | null => {
    if (cell === undefined || cell.state === 'shown') return value;
    return cell.state === 'rounded' ? value - cell.value + rounded(cell.value, base) : null;
  };
  const n = told(scope.n, decision.total(scope.filter)) ?? scope.n;
  return {
    ...scope,
    n,
    of: told(scope.of, decision.total(EVERYTHING)) ?? n,
    repeats: scope.repeats === null ? null : told(scope.repeats, decision.repeats(scope.filter)),
    undated: scope.undated === null ? null : told(scope.undated, decision.undated(scope.filter)),
    from: scope.from === null ? null : scope.from.slice(0, 7),
    to: scope.to === null ? null : scope.to.slice(0, 7),
  };
}
