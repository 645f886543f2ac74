import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconFileText, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { StoredDocument } from '../../../shared/contract/documents.ts';
import { TEMPLATES, type Template } from '../../../shared/document/composition.ts';
import { useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import classes from './briefing.module.css';
import { titleOf } from './document-title.ts';

/** Documents under way, the last edited first. */
export function DocumentList({ onOpen }: { onOpen(id: number): void }) {
  const words = useWords();
  const query = useQueryOf('documents.list', {}, { areas: ['documents'] });
  const remove = useCommand('documents.remove');
  const [leaving, setLeaving] = useState<StoredDocument | null>(null);
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { documents } = query.data;
  if (documents.length === 0)
    return (
      <EmptyState
        icon={<IconFileText size={36} stroke={1.25} />}
        title={words.text('briefing.documents.none')}
        text={words.text('briefing.documents.noneText')}
        action={<NewDocument onOpen={onOpen} />}
      />
    );
  return (
    <>
      <NewDocument onOpen={onOpen} />
      <ul className={classes.documents} aria-label={words.text('briefing.tab.documents')} onKeyDown={moveInList}>
        {documents.map((document) => (
          <li key={document.id}>
            <UnstyledButton data-item onClick={() => onOpen(document.id)}>
              <strong>{titleOf(document, words)}</strong>
              <span>
                {words.text(`briefing.template.${document.template}.name`)} ·{' '}
                {words.text('briefing.documents.edited', { at: instantText(words, document.editedAt), by: document.editedBy })}
              </span>
            </UnstyledButton>
            <Tooltip label={words.text('briefing.documents.remove')}>
              <ActionIcon
                aria-label={words.text('briefing.documents.removeNamed', { title: titleOf(document, words) })}
                onClick={() => setLeaving(document)}
              >
                <IconTrash size={15} stroke={1.6} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
      {remove.error ? <ErrorNote error={remove.error} /> : null}
      <Confirm
        open={leaving !== null}
        title={words.text('briefing.documents.remove')}
        act={words.text('briefing.documents.remove')}
        onAct={() => leaving && remove.mutate({ id: leaving.id })}
        onClose={() => setLeaving(null)}
      >
        {words.text('briefing.documents.lost', { title: leaving ? titleOf(leaving, words) : '' })}
      </Confirm>
    </>
  );
}

function NewDocument({ onOpen }: { onOpen(id: number): void }) {
  const words = useWords();
  const create = useCommand('documents.create');
  // Not by `onSuccess`: the button may be gone by then, with the empty list it stood in.
  const begin = (template: Template) =>
    void create.mutateAsync({ template }).then(
      ({ id }) => onOpen(id),
      () => undefined,
    );
  return (
    <>
      <Menu position="bottom" width={420} withinPortal>
        <Menu.Target>
          <Button leftSection={<IconPlus size={15} aria-hidden />} loading={create.isPending}>
            {words.text('briefing.documents.new')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {TEMPLATES.map((template) => (
            <Menu.Item key={template} onClick={() => begin(template)}>
              <strong>{words.text(`briefing.template.${template}.name`)}</strong>
              <br />
              <span className={classes.soft}>{words.text(`briefing.template.${template}.text`)}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {create.error ? <ErrorNote error={create.error} /> : null}
    </>
  );
}
