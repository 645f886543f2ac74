import { Button, Group, Modal, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ListedFactor } from '../../../shared/contract/factors.ts';
import type { StowageContract } from '../../../shared/contract/index.ts';
import { COUNTRY_CODES } from '../../../shared/domain/country.ts';
import { codesOf } from '../../../shared/domain/vocabulary.ts';
import type { InputOf } from '../../../shared/rpc.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { COUNTED, countedText, REGION_CODES, regionText } from './factor-names.ts';

type Written = InputOf<StowageContract['factors.save']>['factor'];
const ID = /^[a-z0-9][a-z0-9-]{1,59}$/;
const MASSES = ['low', 'kg', 'high'] as const;

interface Draft {
  id: string;
  counts: string[];
  drugs: string[];
  /** Kilograms as they are typed. */
  low: number | string;
  kg: number | string;
  high: number | string;
  text: string;
  source: string;
  countries: string[];
  regions: string[];
  from: string;
  to: string;
}

const NEW: Draft = {
  id: '',
  counts: [],
  drugs: [],
  low: '',
  kg: '',
  high: '',
  text: '',
  source: '',
  countries: [],
  regions: [],
  from: '',
  to: '',
};

/** What is wrong with a draft, by the place in the form; null where it may be saved. */
export function faultOf(draft: Draft, taken: readonly string[]): 'id' | 'taken' | 'choice' | 'mass' | 'words' | 'period' | null {
  if (!ID.test(draft.id)) return 'id';
  if (taken.includes(draft.id)) return 'taken';
  if (draft.counts.length === 0 || draft.drugs.length === 0) return 'choice';
  const [low, kg, high] = [Number(draft.low), Number(draft.kg), Number(draft.high)];
  if (!(low > 0 && low <= kg && kg <= high && high <= 1000)) return 'mass';
  if (draft.text.trim() === '' || draft.source.trim() === '') return 'words';
  return draft.from !== '' && draft.to !== '' && draft.from > draft.to ? 'period' : null;
}

/** Adds a factor, or lays an edit over one. The reason is kept with it. */
export function FactorForm({ factor, taken, onClose }: { factor: ListedFactor | null; taken: string[]; onClose(): void }) {
  const words = useWords();
  const save = useCommand('factors.save');
  const [draft, setDraft] = useState<Draft>(factor ? { ...factor, from: factor.from ?? '', to: factor.to ?? '' } : NEW);
  const [reason, setReason] = useState('');
  const fault = faultOf(draft, factor ? [] : taken);
  const put = (change: Partial<Draft>) => setDraft((former) => ({ ...former, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault !== null || reason.trim() === '') return;
    const done = () => {
      noteSaved();
      onClose();
    };
    save.mutate({ factor: written(draft), reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={factor ? words.text('checks.factors.editNamed', { id: factor.id }) : words.text('checks.factors.add')}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <form onSubmit={submit}>
        {factor ? null : (
          <TextInput
            label={words.text('checks.factors.id')}
            description={words.text('checks.factors.idNote')}
            value={draft.id}
            error={fault === 'taken' ? words.text('checks.factors.taken') : undefined}
            onChange={(event) => put({ id: event.currentTarget.value })}
            data-autofocus
          />
        )}
        <Choices draft={draft} put={put} />
        <Group grow mt="xs" align="flex-start">
          {MASSES.map((key) => (
            <NumberInput
              key={key}
              label={words.text(`checks.factors.${key}`)}
              min={0}
              decimalScale={9}
              suffix={` ${words.text('cases.kg')}`}
              value={draft[key]}
              error={fault === 'mass' && draft[key] !== '' ? words.text('checks.factors.massNote') : undefined}
              onChange={(value) => put({ [key]: value })}
            />
          ))}
        </Group>
        {(['text', 'source'] as const).map((key) => (
          <TextInput
            key={key}
            mt="xs"
            label={words.text(`checks.factors.${key}`)}
            maxLength={500}
            value={draft[key]}
            onChange={(event) => put({ [key]: event.currentTarget.value })}
          />
        ))}
        <Group grow mt="xs">
          {(['from', 'to'] as const).map((key) => (
            <TextInput
              key={key}
              type="date"
              label={words.text(`checks.factors.${key}`)}
              value={draft[key]}
              error={fault === 'period' ? words.text('checks.regimes.wrongPeriod') : undefined}
              onChange={(event) => put({ [key]: event.currentTarget.value })}
            />
          ))}
        </Group>
        <TextInput
          mt="xs"
          label={words.text('checks.factors.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {save.error ? <ErrorNote error={save.error} /> : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.text('frame.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={fault !== null || reason.trim() === ''}>
            {words.text('checks.factors.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** What is counted, of which drugs, and where. */
function Choices({ draft, put }: { draft: Draft; put(change: Partial<Draft>): void }) {
  const words = useWords();
  const named = (codes: readonly string[], name: (code: string) => string) =>
    codes.map((value) => ({ value, label: name(value) })).sort((a, b) => words.compare(a.label, b.label));
  const choices: { key: 'counts' | 'drugs' | 'countries' | 'regions'; data: { value: string; label: string }[] }[] = [
    { key: 'counts', data: named(COUNTED, (code) => countedText(words, [code])) },
    { key: 'drugs', data: named(drugCodes(), (code) => words.label('drug', code)) },
    { key: 'countries', data: named(COUNTRY_CODES, (code) => words.label('country', code)) },
    { key: 'regions', data: named(REGION_CODES, (code) => regionText(words, code)) },
  ];
  return choices.map(({ key, data }) => (
    <MultiSelect
      key={key}
      mt="xs"
      searchable
      label={words.text(`checks.factors.${key}`)}
      data={data}
      limit={200}
      value={draft[key]}
      onChange={(value) => put({ [key]: value })}
    />
  ));
}

function drugCodes(): string[] {
  return [...codesOf('drug', 1), ...codesOf('drug', 2)].filter((code) => code.startsWith('G'));
}

function written(draft: Draft): Written {
  return {
    id: draft.id,
    counts: draft.counts as Written['counts'],
    drugs: draft.drugs,
    kg: Number(draft.kg),
    low: Number(draft.low),
    high: Number(draft.high),
    text: draft.text.trim(),
    source: draft.source.trim(),
    countries: draft.countries as Written['countries'],
    regions: draft.regions,
    ...(draft.from ? { from: draft.from } : {}),
    ...(draft.to ? { to: draft.to } : {}),
  };
}
