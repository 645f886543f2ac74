import { useState } from 'react';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { useActions } from '../../app/actions.ts';
import { useClient, useQueryOf } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CaseDetail } from './case-detail.tsx';
import { CaseGrid } from './case-grid.tsx';
import type { WindowSort } from './case-source.ts';
import classes from './cases.module.css';

interface OpenCase {
  index: number;
  id: number;
}

/** The cases of the selection, and beside them one case with the row it came from. */
export function CasesScreen() {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const state = useQueryOf('workspace.state', {}, { areas: ['workspace', 'cases', 'imports'] });
  const total = useQueryOf('cases.window', { filter, limit: 0 }, { areas: ['cases', 'imports'] });
  const [sort, setSort] = useState<WindowSort>({ sort: 'id', descending: false });
  const [error, setError] = useState<StowageError | null>(null);
  const { open, setOpen, step } = useOpenCase(sort);
  const count = total.data?.total ?? 0;
  useActions([
    { id: 'cases-next', titleKey: 'cases.next', keys: 'j', group: 'screen', when: () => open !== null, run: () => void step(1, count) },
    {
      id: 'cases-former',
      titleKey: 'cases.former',
      keys: 'k',
      group: 'screen',
      when: () => open !== null,
      run: () => void step(-1, count),
    },
    { id: 'cases-close', titleKey: 'cases.close', keys: 'Escape', group: 'screen', when: () => open !== null, run: () => setOpen(null) },
  ]);
  return (
    <div className={classes.screen}>
      <h1 className={classes.title} tabIndex={-1} data-screen-title>
        {words.text('frame.screen.cases')}
      </h1>
      {error && <ErrorNote error={error} />}
      <div className={classes.panes}>
        <CaseGrid
          filter={filter}
          index={open?.index ?? null}
          version={state.data?.dataVersion ?? 0}
          onOpen={(index, row) => setOpen({ index, id: row.id })}
          onSort={(next) => setSort((former) => (same(former, next) ? former : next))}
          onError={setError}
        />
        {open && (
          <CaseDetail
            id={open.id}
            place={{ index: open.index, count }}
            onStep={(by) => void step(by, count)}
            onClose={() => setOpen(null)}
          />
        )}
      </div>
    </div>
  );
}

function same(one: WindowSort, other: WindowSort): boolean {
  return one.sort === other.sort && one.descending === other.descending;
}

/** Which case is open, and the way to its neighbours in the grid's order. A new filter or order closes nothing but its place. */
function useOpenCase(sort: WindowSort) {
  const client = useClient();
  const filter = useView((view) => view.filter);
  const [open, setOpen] = useState<OpenCase | null>(null);
  const step = async (by: 1 | -1, count: number) => {
    if (!open) return;
    const index = open.index + by;
    if (index < 0 || index >= count) return;
    const { cases } = await client.call('cases.window', { filter, ...sort, offset: index, limit: 1 });
    const row: CaseRow | undefined = cases[0];
    if (row) setOpen({ index, id: row.id });
  };
  return { open, setOpen, step };
}
