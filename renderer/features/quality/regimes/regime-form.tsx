import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { RegimeLane, RegimeTerms } from '../../../../shared/contract/regimes.ts';
import { codesOf } from '../../../../shared/domain/vocabulary.ts';
import { noteSaved } from '../../../app/keep-view.ts';
import { useCommand } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { numbered } from '../../../ui/numbered.ts';
import type { Regime } from './regime-list.tsx';
import classes from './regimes.module.css';

const EMPTY: RegimeTerms = { originator: '', thresholds: [], agencies: '', places: '', codingList: '', note: '' };
const LINES = ['originator', 'codingList'] as const;
const AREAS = ['agencies', 'places', 'note'] as const;

/** Declares how a reporter reports from one day to another, or amends what was declared. */
export function RegimeForm({ lane, regime, onClose }: { lane: RegimeLane; regime?: Regime; onClose(): void }) {
  const words = useWords();
  const save = useCommand('regimes.save');
  const [terms, setTerms] = useState<RegimeTerms>(regime?.terms ?? EMPTY);
  const [from, setFrom] = useState(regime?.from ?? '');
  const [to, setTo] = useState(regime?.to ?? '');
  const [everyone, setEveryone] = useState(regime?.reporter === '');
  const wrong = from !== '' && to !== '' && from > to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    const reporter = everyone ? '' : lane.reporter;
    const kept = { ...terms, thresholds: terms.thresholds.filter(({ drug }) => drug !== '') };
    save.mutate(
      { ...(regime ? { id: regime.id } : {}), source: lane.source, reporter, from: from || null, to: to || null, terms: kept },
      {
        onSuccess: () => {
          noteSaved();
          onClose();
        },
      },
    );
  };
  return (
    <form className={classes.regimeForm} onSubmit={submit} aria-label={words.text('checks.regimes.declare')}>
      <TextInput
        type="date"
        label={words.text('checks.regimes.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={words.text('checks.regimes.to')}
        value={to}
        error={wrong ? words.text('checks.regimes.wrongPeriod') : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {LINES.map((key) => (
        <TextInput
          key={key}
          label={words.text(`regimes.term.${key}`)}
          value={terms[key]}
          maxLength={2000}
          onChange={(event) => setTerms({ ...terms, [key]: event.currentTarget.value })}
        />
      ))}
      <Thresholds thresholds={terms.thresholds} onChange={(thresholds) => setTerms({ ...terms, thresholds })} />
      {AREAS.map((key) => (
        <Textarea
          key={key}
          className={classes.wide}
          label={words.text(`regimes.term.${key}`)}
          rows={2}
          value={terms[key]}
          maxLength={2000}
          onChange={(event) => setTerms({ ...terms, [key]: event.currentTarget.value })}
        />
      ))}
      <Checkbox
        className={classes.wide}
        label={words.text('checks.regimes.forEveryone', { source: lane.sourceLabel })}
        checked={everyone}
        onChange={(event) => setEveryone(event.currentTarget.checked)}
      />
      {save.error ? <ErrorNote error={save.error} /> : null}
      <Group gap="xs" className={classes.wide}>
        <Button type="submit" loading={save.isPending} disabled={wrong}>
          {words.text('checks.regimes.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.text('frame.cancel')}
        </Button>
      </Group>
    </form>
  );
}

type Threshold = RegimeTerms['thresholds'][number];

/** Least mass of a case that is reported, drug by drug. */
function Thresholds({ thresholds, onChange }: { thresholds: Threshold[]; onChange(thresholds: Threshold[]): void }) {
  const words = useWords();
  const put = (at: number, change: Partial<Threshold>) =>
    onChange(thresholds.map((one, index) => (index === at ? { ...one, ...change } : one)));
  const drugs = [...codesOf('drug', 1), ...codesOf('drug', 2)].sort().map((value) => ({ value, label: words.label('drug', value) }));
  return (
    <fieldset className={classes.thresholds}>
      <legend>{words.text('regimes.term.threshold')}</legend>
      {numbered(thresholds).map(({ at, item }) => (
        <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            className={classes.grow}
            searchable
            aria-label={words.text('quality.field.drug')}
            placeholder={words.text('quality.field.drug')}
            value={item.drug || null}
            data={drugs}
            onChange={(value) => put(at, { drug: value ?? '' })}
          />
          <NumberInput
            w={110}
            aria-label={words.text('checks.regimes.kg')}
            min={0}
            decimalScale={6}
            suffix={` ${words.text('cases.kg')}`}
            value={item.kg}
            onChange={(value) => put(at, { kg: Number(value) || 0 })}
          />
          <ActionIcon
            aria-label={words.text('checks.regimes.dropThreshold', { at: at + 1 })}
            onClick={() => onChange(thresholds.filter((_one, index) => index !== at))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="subtle" onClick={() => onChange([...thresholds, { drug: '', kg: 0 }])}>
        {words.text('checks.regimes.addThreshold')}
      </Button>
    </fieldset>
  );
}
