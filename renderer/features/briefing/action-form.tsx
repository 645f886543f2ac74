import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { Action } from '../../../shared/contract/recommendations.ts';
import { MOST_ANSWER_WORDS } from '../../../shared/document/checks.ts';
import type { InputOf } from '../../../shared/rpc.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextsInput } from './texts-input.tsx';

type Fields = InputOf<StowageContract['recommendations.act']>;

/** What was done about a recommendation: the text of the reply, legislation, obstacles, and the findings whose figures bear it out. */
export function ActionForm({ recommendation, action, onClose }: { recommendation: number; action: Action | null; onClose(): void }) {
  const words = useWords();
  const act = useCommand('recommendations.act');
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings'] });
  const [fields, setFields] = useState<Fields>(() => fieldsOf(recommendation, action));
  const change = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(fields, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} aria-label={words.text('tracker.act')}>
      <Stack gap="sm" mt="sm">
        <TextInput
          size="xs"
          w={180}
          type="date"
          label={words.text('tracker.field.date')}
          value={fields.date ?? ''}
          onChange={(event) => change({ date: event.currentTarget.value || null })}
        />
        <TextsInput
          label={words.text('tracker.field.done')}
          texts={fields.text}
          most={MOST_ANSWER_WORDS}
          onChange={(text) => change({ text })}
        />
        <TextsInput
          label={words.text('tracker.field.legislation')}
          texts={fields.legislation}
          onChange={(legislation) => change({ legislation })}
        />
        <TextsInput
          label={words.text('tracker.field.obstacles')}
          texts={fields.obstacles}
          onChange={(obstacles) => change({ obstacles })}
        />
        {data && data.findings.length > 0 ? (
          <Checkbox.Group
            label={words.text('tracker.field.findings')}
            value={fields.findings.map(String)}
            onChange={(chosen) => change({ findings: chosen.map(Number) })}
          >
            {data.findings.map((finding) => (
              <Checkbox key={finding.id} size="xs" mt={6} value={String(finding.id)} label={finding.text[words.language]} />
            ))}
          </Checkbox.Group>
        ) : null}
        {act.error ? <ErrorNote error={act.error} /> : null}
        <Group>
          <Button size="xs" type="submit" loading={act.isPending}>
            {words.text('tracker.save')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {words.text('frame.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function fieldsOf(recommendation: number, action: Action | null): Fields {
  if (!action) return { recommendation, date: null, text: {}, legislation: {}, obstacles: {}, findings: [] };
  const { editedAt: _at, editedBy: _by, ...fields } = action;
  return fields;
}
