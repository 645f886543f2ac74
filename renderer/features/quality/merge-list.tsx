import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MergeListed } from '../../../shared/contract/quality.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { announce } from '../../app/announce.tsx';
import { noteSaved } from '../../app/keep-view.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';
import { reasonText } from './names.ts';
import { Pages } from './pages.tsx';

const [PAGE, MEMBERS_SHOWN] = [25, 6];

/** Every merge with who made it and why. Each can be taken apart, as can all of a page. */
export function MergeList() {
  const words = useWords();
  const [offset, setOffset] = useState(0);
  const [asked, setAsked] = useState(false);
  const list = useQueryOf('quality.merges', { offset, limit: PAGE }, { areas: ['cases', 'imports', 'quality'] });
  const unmerge = useCommand('quality.unmerge');
  const merges = list.data?.merges ?? [];
  const total = list.data?.total ?? 0;
  if (list.data && !list.isPlaceholderData && offset > 0 && merges.length === 0) setOffset(Math.max(0, offset - PAGE));
  const apart = (ids: number[]) =>
    unmerge.mutate(
      { ids },
      {
        onSuccess: () => {
          noteSaved();
          announce(words.text('checks.merges.apartDone', { merges: ids.length }));
        },
      },
    );
  return (
    <Section
      title={words.text('checks.merges.title', { merges: total, shown: words.number(total) })}
      lead={words.text('checks.merges.lead')}
      actions={
        merges.length > 1 ? (
          <Button variant="default" loading={unmerge.isPending} onClick={() => setAsked(true)}>
            {words.text('checks.merges.allApart', { merges: merges.length })}
          </Button>
        ) : null
      }
    >
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {unmerge.error ? <ErrorNote error={unmerge.error} /> : null}
      <DataTable
        caption={words.text('checks.merges.caption')}
        rows={merges}
        keyOf={(row) => row.id}
        columns={[
          ...mergeColumns(words),
          {
            key: 'act',
            label: words.text('import.list.acts'),
            value: (row) => row.id,
            show: (row) => (
              <Button
                variant="subtle"
                disabled={unmerge.isPending}
                aria-label={words.text('checks.merges.apartNamed', { id: words.number(row.id) })}
                onClick={() => apart([row.id])}
              >
                {words.text('checks.merges.apart')}
              </Button>
            ),
          },
        ]}
      />
      <Pages offset={offset} page={PAGE} total={total} onPage={setOffset} label={words.text('checks.merges.caption')} />
      <Confirm
        open={asked}
        title={words.text('checks.merges.allApart', { merges: merges.length })}
        act={words.text('checks.merges.apart')}
        onAct={() => apart(merges.map(({ id }) => id))}
        onClose={() => setAsked(false)}
      >
        {words.text('checks.merges.allApartText', { merges: merges.length })}
      </Confirm>
    </Section>
  );
}

function mergeColumns(words: Wording): DataColumn<MergeListed>[] {
  return [
    { key: 'kind', label: words.text('checks.repeats.kind'), value: (row) => words.text(`quality.repeat.${row.kind}`) },
    {
      key: 'members',
      label: words.text('checks.merges.members'),
      value: (row) => row.members.length + row.more,
      show: (row) => membersText(words, row),
    },
    {
      key: 'reasons',
      label: words.text('checks.merges.reasons'),
      value: (row) => row.reasons.map((reason) => reasonText(words, reason)).join(' '),
    },
    {
      key: 'score',
      label: words.text('checks.column.score'),
      numeric: true,
      value: (row) => row.score,
      show: (row) => words.percentSign(row.score),
    },
    {
      key: 'at',
      label: words.text('checks.merges.at'),
      oneLine: true,
      value: (row) => row.mergedAt,
      show: (row) => instantText(words, row.mergedAt),
    },
    { key: 'by', label: words.text('import.list.by'), value: (row) => row.mergedBy },
  ];
}

/** The case that leads, then those that follow it. */
function membersText(words: Wording, { members, more }: MergeListed): string {
  const lead = members.find(({ role }) => role === 'lead');
  const others = members.filter(({ role }) => role !== 'lead');
  const left = others.length - MEMBERS_SHOWN + more;
  const listed = others.slice(0, MEMBERS_SHOWN).map(({ caseId }) => words.number(caseId));
  const text = [lead ? words.number(lead.caseId) : '–', listed.join(' · ')].join(' ← ');
  return left > 0 ? `${text} ${words.text('checks.more', { left, shown: words.number(left) })}` : text;
}
