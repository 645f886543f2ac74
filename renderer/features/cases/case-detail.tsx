import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { OriginalRow, Provenance } from './case-origin.tsx';
import { MappedRecord } from './case-record.tsx';
import classes from './cases.module.css';

export type CaseView = OutputOf<StowageContract['cases.get']>;

interface CaseDetailProps {
  id: number;
  /** Its place in the grid's order, from 0. */
  place: { index: number; count: number };
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

/** One case: the record as mapped, beside the row it was read from. */
export function CaseDetail({ id, place, onStep, onClose }: CaseDetailProps) {
  const words = useWords();
  const query = useQueryOf('cases.get', { id, language: words.language }, { areas: ['cases', 'imports'] });
  return (
    <aside className={classes.detail} aria-label={words.text('cases.detail')} data-pane aria-busy={query.isPlaceholderData}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle}>{words.text('cases.case', { id: words.number(id) })}</h2>
        <span className={classes.place}>
          {words.text('cases.place', { index: words.number(place.index + 1), count: words.number(place.count) })}
        </span>
        <Act label={words.text('cases.former')} keys="K" isOff={place.index === 0} onAct={() => onStep(-1)} icon={IconChevronUp} />
        <Act
          label={words.text('cases.next')}
          keys="J"
          isOff={place.index + 1 >= place.count}
          onAct={() => onStep(1)}
          icon={IconChevronDown}
        />
        <Act label={words.text('cases.close')} keys="Escape" onAct={onClose} icon={IconX} />
      </header>
      {query.error && <ErrorNote error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && !query.error && <Loader size="sm" role="progressbar" aria-label={words.text('cases.loading')} />}
      {query.data && (
        <ScrollRegion className={classes.detailBody} label={words.text('cases.detail')}>
          <MappedRecord view={query.data} />
          <OriginalRow view={query.data} />
          <Provenance view={query.data} />
        </ScrollRegion>
      )}
    </aside>
  );
}

function Act({
  label,
  keys,
  isOff = false,
  onAct,
  icon: Icon,
}: {
  label: string;
  keys: string;
  isOff?: boolean;
  onAct: () => void;
  icon: typeof IconX;
}) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon aria-label={label} aria-keyshortcuts={keys} disabled={isOff} onClick={onAct}>
        <Icon size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
