import type { IDatasource, SortModelItem } from 'ag-grid-community';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { asStowageError } from '../../app/jobs.ts';
import type { StowageClient } from '../../app/service.tsx';
import { type CaseSort, isCaseSort } from './case-sort.ts';

export interface WindowSort {
  sort: CaseSort;
  descending: boolean;
}

/** The service's sort for what the grid asks; by id where it asks for none. */
export function windowSort(model: SortModelItem[]): WindowSort {
  const [first] = model;
  return isCaseSort(first?.colId) ? { sort: first.colId, descending: first.sort === 'desc' } : { sort: 'id', descending: false };
}

export interface SourceEvents {
  onTotal: (total: number) => void;
  onError: (error: StowageError) => void;
  onSort: (sort: WindowSort) => void;
}

/** Windows of cases for the grid: it asks for a block of rows, never for all. */
export function caseSource(client: StowageClient, filter: Filter, events: SourceEvents): IDatasource {
  return {
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
      const sort = windowSort(sortModel);
      events.onSort(sort);
      client.call('cases.window', { filter, ...sort, offset: startRow, limit: endRow - startRow }).then(
        ({ total, cases }) => {
          events.onTotal(total);
          successCallback(cases, total);
        },
        (error: unknown) => {
          events.onError(asStowageError(error));
          failCallback();
        },
      );
    },
  };
}
