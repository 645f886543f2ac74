import { ActionIcon, Button, Tabs, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Composition, Texts } from '../../../../shared/document/composition.ts';
import { addPart, freshId } from '../../../../shared/document/edits.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { useCommand, useQueryOf } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { moveInList } from '../../../ui/arrow-list.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { UndoNote } from '../../../ui/undo-note.tsx';
import classes from './compose.module.css';
import type { Place } from './evidence-pane.tsx';
import { DRAGGED, dragOfFinding } from './part-frame.tsx';
import { focusPlace } from './part-props.ts';

interface ShelfProps {
  document: Composition;
  place: Place | null;
  language: Language;
  onEdit(next: Composition, stroke?: string): void;
}

/** Findings to put into the document, and wordings that recur. What is put in comes behind the part under the cursor. */
export function Shelf(props: ShelfProps) {
  const words = useWords();
  return (
    <Tabs defaultValue="findings" keepMounted={false} className={classes.shelf}>
      <Tabs.List grow>
        <Tabs.Tab value="findings">{words.text('compose.shelf.findings')}</Tabs.Tab>
        <Tabs.Tab value="phrases">{words.text('compose.shelf.phrases')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="findings" className={classes.shelfList}>
        <FindingShelf {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="phrases" className={classes.shelfList}>
        <PhraseShelf {...props} />
      </Tabs.Panel>
    </Tabs>
  );
}

function FindingShelf({ document, place, onEdit }: ShelfProps) {
  const words = useWords();
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  const findings = data?.findings ?? [];
  if (data && findings.length === 0) return <p className={classes.making}>{words.text('compose.shelf.noFindings')}</p>;
  const put = (finding: number) => {
    const id = freshId(document);
    onEdit(addPart(document, { kind: 'finding', id, finding }, place?.part ?? null));
    focusPlace(id);
  };
  return (
    <ul onKeyDown={moveInList}>
      {findings.map((finding) => (
        <li
          key={finding.id}
          draggable
          title={words.text('compose.shelf.drag')}
          onDragStart={(event) => {
            event.dataTransfer.setData(DRAGGED, dragOfFinding(finding.id));
            event.dataTransfer.effectAllowed = 'copyMove';
          }}
        >
          <span>
            {finding.text[words.language]}
            <span className={classes.where}>
              {words.text(`findings.state.${finding.state}`)}
              {finding.stale ? ` · ${words.text('findings.stale')}` : ''}
            </span>
          </span>
          <PutButton label={words.text('compose.shelf.put', { text: finding.text[words.language] ?? '' })} onPut={() => put(finding.id)} />
        </li>
      ))}
    </ul>
  );
}

function PhraseShelf({ document, place, language, onEdit }: ShelfProps) {
  const words = useWords();
  const { data } = useQueryOf('phrases.list', {}, { areas: ['documents'] });
  const keep = useCommand('phrases.keep');
  const drop = useCommand('phrases.remove');
  const undo = useCommand('phrases.keep');
  const [dropped, setDropped] = useState<Texts | null>(null);
  const current = textAt(document, place);
  const put = (text: Texts) => {
    const id = freshId(document);
    onEdit(addPart(document, { kind: 'paragraph', id, role: 'text', text, points: [], findings: [] }, place?.part ?? null));
    focusPlace(id);
  };
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        disabled={!current || !Object.values(current).some(Boolean)}
        loading={keep.isPending}
        onClick={() => current && keep.mutate({ text: current })}
      >
        {words.text('compose.shelf.keep')}
      </Button>
      {dropped ? (
        <UndoNote
          text={words.text('compose.shelf.dropped')}
          error={undo.error}
          isUndoing={undo.isPending}
          onUndo={() => undo.mutate({ text: dropped }, { onSuccess: () => setDropped(null) })}
        />
      ) : null}
      {drop.error ? <ErrorNote error={drop.error} /> : null}
      {data?.phrases.length === 0 ? <p className={classes.making}>{words.text('compose.shelf.noPhrases')}</p> : null}
      <ul onKeyDown={moveInList}>
        {(data?.phrases ?? []).map((phrase) => {
          const text = phrase.text[language] ?? Object.values(phrase.text)[0] ?? '';
          return (
            <li key={phrase.id}>
              <span>
                {text}
                <span className={classes.where}>{Object.keys(phrase.text).join(' ').toUpperCase()}</span>
              </span>
              <span className={classes.shelfActs}>
                <PutButton label={words.text('compose.shelf.put', { text })} onPut={() => put(phrase.text)} />
                <ActionIcon
                  size={24}
                  aria-label={words.text('compose.shelf.drop', { text })}
                  onClick={() => drop.mutate({ id: phrase.id }, { onSuccess: () => setDropped(phrase.text) })}
                >
                  <IconTrash size={14} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function PutButton({ label, onPut }: { label: string; onPut(): void }) {
  return (
    <Tooltip label={label} multiline w={260}>
      <ActionIcon size={24} aria-label={label} data-item onClick={onPut}>
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** What is written where the cursor stands. */
function textAt(document: Composition, place: Place | null): Texts | undefined {
  const part = document.parts.find(({ id }) => id === place?.part);
  if (part?.kind === 'heading') return part.text;
  if (part?.kind !== 'paragraph') return undefined;
  return place?.point ? part.points.find(({ id }) => id === place.point)?.text : part.text;
}
