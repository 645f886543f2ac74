import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { Recommendation } from '../../../shared/contract/recommendations.ts';
import type { InputOf } from '../../../shared/rpc.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextsInput } from './texts-input.tsx';

type Fields = InputOf<StowageContract['recommendations.save']>;

const EMPTY: Fields = { meeting: {}, adopted: null, reference: '', issue: {}, addressee: '', theme: '', text: {}, state: 'open' };

/** A recommendation as the meeting adopted it. */
export function RecommendationForm({ recommendation, onClose }: { recommendation: Recommendation | null; onClose(): void }) {
  const words = useWords();
  const save = useCommand('recommendations.save');
  const [fields, setFields] = useState<Fields>(() => fieldsOf(recommendation));
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(fields, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={words.text(recommendation ? 'tracker.edit' : 'tracker.new')}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextsInput label={words.text('tracker.field.text')} texts={fields.text} onChange={(text) => change({ text })} />
          <TextsInput label={words.text('tracker.field.meeting')} texts={fields.meeting} onChange={(meeting) => change({ meeting })} />
          <TextsInput label={words.text('tracker.field.issue')} texts={fields.issue} onChange={(issue) => change({ issue })} />
          <Group grow align="start">
            <TextInput
              size="xs"
              type="date"
              label={words.text('tracker.field.adopted')}
              value={fields.adopted ?? ''}
              onChange={(event) => change({ adopted: event.currentTarget.value || null })}
            />
            {(['reference', 'addressee', 'theme'] as const).map((name) => (
              <TextInput
                key={name}
                size="xs"
                maxLength={300}
                label={words.text(`tracker.field.${name}`)}
                value={fields[name]}
                onChange={(event) => change({ [name]: event.currentTarget.value })}
              />
            ))}
          </Group>
          {save.error ? <ErrorNote error={save.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.text('frame.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!Object.values(fields.text).some((text) => text?.trim())}>
              {words.text('tracker.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function fieldsOf(recommendation: Recommendation | null): Fields {
  if (!recommendation) return EMPTY;
  const { actions: _actions, editedAt: _at, editedBy: _by, ...fields } = recommendation;
  return fields;
}
