import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { TEMPLATES, type Template } from '../../../shared/document/composition.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { today } from './today.ts';

interface PermissionFormProps {
  /** Null: to be chosen. */
  source: string | null;
  template: Template | null;
  onClose(): void;
  onRecorded?(id: number): void;
}

/** Records that an originator has agreed: who, when, to what, until when, and where it stands written. */
export function PermissionForm(props: PermissionFormProps) {
  const words = useWords();
  const save = useCommand('permissions.record');
  const sources = useQueryOf('disclosure.sources', {}, { areas: ['imports', 'cases', 'documents'] }).data?.sources ?? [];
  const [source, setSource] = useState(props.source ?? '');
  const [template, setTemplate] = useState<string>(props.template ?? '');
  const [given, setGiven] = useState({ grantedBy: '', grantedOn: today(), until: '', reference: '', note: '' });
  const put = (change: Partial<typeof given>) => setGiven((former) => ({ ...former, ...change }));
  const text = (name: string) => words.text(`disclosure.screen.form.${name}`);
  const names = [...new Set([...(props.source ? [props.source] : []), ...sources.filter(({ asks }) => asks).map((one) => one.source)])];
  const named = source || names[0] || '';
  const isWrong = given.until !== '' && given.until < given.grantedOn;
  const isReady = named !== '' && given.grantedBy.trim() !== '' && given.grantedOn !== '' && !isWrong;
  const submit = () => {
    const input = {
      kind: 'originator' as const,
      source: named,
      grantedBy: given.grantedBy,
      grantedOn: given.grantedOn,
      template: TEMPLATES.find((one) => one === template) ?? null,
      until: given.until || null,
      reference: given.reference,
      note: given.note,
    };
    const done = ({ id }: { id: number }) => {
      noteSaved();
      props.onRecorded?.(id);
      props.onClose();
    };
    save.mutate(input, { onSuccess: done });
  };
  const anyTemplate = { value: '', label: words.text('disclosure.screen.permissions.any') };
  return (
    <FormDialog title={text('title')} act={text('act')} isReady={isReady} save={save} onSubmit={submit} onClose={props.onClose}>
      <NativeSelect label={text('source')} data={names} value={named} onChange={(event) => setSource(event.currentTarget.value)} />
      <TextInput
        label={text('by')}
        description={text('byNote')}
        required
        maxLength={300}
        value={given.grantedBy}
        onChange={(event) => put({ grantedBy: event.currentTarget.value })}
        data-autofocus
      />
      <Group grow align="start">
        <TextInput
          type="date"
          label={text('on')}
          required
          value={given.grantedOn}
          onChange={(event) => put({ grantedOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={text('until')}
          description={text('untilNote')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={given.until}
          error={isWrong ? text('wrongPeriod') : undefined}
          onChange={(event) => put({ until: event.currentTarget.value })}
        />
      </Group>
      <NativeSelect
        label={text('template')}
        data={[anyTemplate, ...TEMPLATES.map((value) => ({ value, label: words.text(`briefing.template.${value}.name`) }))]}
        value={template}
        onChange={(event) => setTemplate(event.currentTarget.value)}
      />
      <TextInput
        label={text('reference')}
        description={text('referenceNote')}
        maxLength={300}
        value={given.reference}
        onChange={(event) => put({ reference: event.currentTarget.value })}
      />
      <Textarea
        label={text('note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={given.note}
        onChange={(event) => put({ note: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
