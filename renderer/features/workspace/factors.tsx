import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListedFactor } from '../../../shared/contract/factors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';
import { FactorForm } from './factor-form.tsx';
import { countedText, placesText } from './factor-names.ts';

/** Units and the masses assumed for what is counted: value, range, source and date of each; edits lie over what is shipped. */
export function Factors() {
  const words = useWords();
  const list = useQueryOf('factors.list', { language: words.language }, { areas: ['factors'] });
  const [edited, setEdited] = useState<ListedFactor | 'new' | null>(null);
  const [retired, setRetired] = useState<ListedFactor | null>(null);
  const restore = useCommand('factors.restore');
  const factors = list.data?.factors ?? [];
  const act = (row: ListedFactor) => (
    <Group gap={4} wrap="nowrap">
      <Button variant="subtle" aria-label={words.text('checks.factors.editNamed', { id: row.id })} onClick={() => setEdited(row)}>
        {words.text('checks.regimes.edit')}
      </Button>
      {row.origin === 'shipped' ? null : (
        <Button
          variant="subtle"
          aria-label={words.text('checks.factors.restoreNamed', { id: row.id })}
          disabled={restore.isPending}
          onClick={() => restore.mutate({ id: row.id }, { onSuccess: noteSaved })}
        >
          {words.text('checks.factors.restore')}
        </Button>
      )}
      {row.origin === 'retired' ? null : (
        <Button variant="subtle" aria-label={words.text('checks.factors.retireNamed', { id: row.id })} onClick={() => setRetired(row)}>
          {words.text('checks.factors.retire')}
        </Button>
      )}
    </Group>
  );
  return (
    <Section
      title={words.text('checks.factors.title')}
      lead={words.text('checks.factors.lead', { version: list.data?.version ?? '' })}
      actions={
        <Button variant="default" onClick={() => setEdited('new')}>
          {words.text('checks.factors.add')}
        </Button>
      }
    >
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {restore.error ? <ErrorNote error={restore.error} /> : null}
      <DataTable
        caption={words.text('checks.factors.title')}
        rows={factors}
        keyOf={(row) => row.id}
        columns={[...factorColumns(words), { key: 'acts', label: words.text('import.list.acts'), value: (row) => row.id, show: act }]}
      />
      <Units units={list.data?.units ?? []} />
      <History />
      {edited ? (
        <FactorForm factor={edited === 'new' ? null : edited} taken={factors.map(({ id }) => id)} onClose={() => setEdited(null)} />
      ) : null}
      {retired ? <Retire factor={retired} onClose={() => setRetired(null)} /> : null}
    </Section>
  );
}

function factorColumns(words: Wording): DataColumn<ListedFactor>[] {
  const mass = (key: 'kg' | 'low' | 'high'): DataColumn<ListedFactor> => ({
    key,
    label: words.text(`checks.factors.${key}`),
    numeric: true,
    value: (row) => row[key],
    show: (row) => words.mass(row[key]),
  });
  return [
    { key: 'counts', label: words.text('checks.factors.counts'), value: (row) => countedText(words, row.counts) },
    {
      key: 'drugs',
      label: words.text('checks.factors.drugs'),
      value: (row) => row.drugs.map((code) => words.label('drug', code)).join('; '),
    },
    mass('kg'),
    mass('low'),
    mass('high'),
    { key: 'places', label: words.text('checks.factors.places'), value: (row) => placesText(words, row) },
    { key: 'valid', label: words.text('checks.factors.valid'), oneLine: true, value: (row) => row.validFrom },
    {
      key: 'origin',
      label: words.text('checks.factors.origin'),
      value: (row) => row.origin,
      show: (row) => words.text(`checks.factors.origins.${row.origin}`),
    },
    { key: 'source', label: words.text('checks.factors.source'), value: (row) => row.source },
  ];
}

type Listed = { id: string; dimension: string; size: number; name: string; text: string; source: string };

function Units({ units }: { units: Listed[] }) {
  const words = useWords();
  return (
    <details>
      <summary>{words.text('checks.factors.units')}</summary>
      <DataTable
        caption={words.text('checks.factors.units')}
        rows={units}
        keyOf={(row) => row.id}
        columns={[
          { key: 'name', label: words.text('checks.factors.unit'), value: (row) => row.name },
          { key: 'text', label: words.text('checks.factors.how'), value: (row) => row.text },
          { key: 'source', label: words.text('checks.factors.source'), value: (row) => row.source },
        ]}
      />
    </details>
  );
}

function History() {
  const words = useWords();
  const history = useQueryOf('factors.history', {}, { areas: ['factors'] });
  const edits = (history.data?.edits ?? []).map((edit, at) => ({ ...edit, at, when: edit.at }));
  return (
    <details>
      <summary>{words.text('checks.factors.history', { edits: edits.length })}</summary>
      <DataTable
        caption={words.text('checks.factors.history', { edits: edits.length })}
        rows={edits}
        keyOf={(row) => row.at}
        columns={[
          {
            key: 'when',
            label: words.text('frame.log.at'),
            oneLine: true,
            value: (row) => row.when,
            show: (row) => instantText(words, row.when),
          },
          { key: 'by', label: words.text('frame.log.analyst'), value: (row) => row.by },
          { key: 'factor', label: words.text('checks.factors.id'), value: (row) => row.factor },
          { key: 'reason', label: words.text('checks.factors.reason'), value: (row) => row.reason },
        ]}
      />
    </details>
  );
}

/** Takes a factor out of force; why is kept beside it. */
function Retire({ factor, onClose }: { factor: ListedFactor; onClose(): void }) {
  const words = useWords();
  const retire = useCommand('factors.retire');
  const [reason, setReason] = useState('');
  const done = () => {
    noteSaved();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.text('checks.factors.retireNamed', { id: factor.id })}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <Text mb="sm">{words.text('checks.factors.retireText')}</Text>
      <TextInput
        label={words.text('checks.factors.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      {retire.error ? <ErrorNote error={retire.error} /> : null}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {words.text('frame.cancel')}
        </Button>
        <Button
          disabled={reason.trim() === ''}
          loading={retire.isPending}
          onClick={() => retire.mutate({ id: factor.id, reason: reason.trim() }, { onSuccess: done })}
        >
          {words.text('checks.factors.retire')}
        </Button>
      </Group>
    </Modal>
  );
}
