import { sortedWindow } from '../../../shared/columns/order.ts';
import { select } from '../../../shared/columns/select.ts';
import type { casesContract } from '../../../shared/contract/cases.ts';
import { factorById } from '../../../shared/domain/quantity.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { AreaHandlers } from '../context.ts';
import type { ReadDb } from '../db/connect.ts';
import { type CaseQuantity, caseById, caseRows } from '../db/queries/cases.ts';
import { factorInTable, listFactorEdits } from '../db/queries/factors.ts';
import { originalRow } from '../db/queries/originals.ts';

export const caseHandlers: AreaHandlers<keyof typeof casesContract> = {
  async 'cases.window'(service, { filter, sort, descending, offset, limit }) {
    const session = service.session();
    const table = await session.shownColumns();
    const selection = select(table, filter);
    const { total, ids } = sortedWindow(table, selection, sort, descending, offset, limit);
    return { total, events: selection.count, cases: caseRows(session.read, ids) };
  },
  'cases.get'(service, { id, language }) {
    const { read } = service.session();
    const detail = caseById(read, id);
    if (!detail) throw new StowageError('not-found', 'This case is no longer in the workspace. Go back to the list of cases.');
    const { importId, row } = detail.case;
    return {
      case: detail.case,
      quantity: withFactor(read, detail.quantity, language),
      original: originalRow(read, importId, row),
    };
  },
};

function withFactor(read: ReadDb, { factorId, ...quantity }: CaseQuantity, language: Language) {
  const factor = factorId === null ? undefined : (factorInTable(listFactorEdits(read), factorId) ?? factorById(factorId));
  return {
    ...quantity,
    factor: factor ? { id: factor.id, text: factor.text[language], source: factor.source } : null,
  };
}
