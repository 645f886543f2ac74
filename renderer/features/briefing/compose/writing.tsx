import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useContext } from 'react';
import type { Part } from '../../../../shared/document/composition.ts';
import { addPart, freshId } from '../../../../shared/document/edits.ts';
import { paragraphNumbers } from '../../../../shared/document/numbering.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { MastheadForm } from './masthead-form.tsx';
import { BesideContext, PaperContext } from './paper-context.ts';
import { focusPlace, type PartProps } from './part-props.ts';
import { PartView } from './part-view.tsx';
import { TextField } from './text-field.tsx';
import { TrackContext } from './track-context.ts';
import type { Desk } from './use-desk.ts';

interface WritingProps {
  desk: Desk;
  language: Language;
  onFocus: PartProps['onFocus'];
}

/** The document as one long page, written in place. */
export function Writing({ desk, language, onFocus }: WritingProps) {
  const words = useWords();
  const { document, edit } = desk;
  const beside = useContext(BesideContext);
  const numbers = paragraphNumbers(document.parts);
  const paper = useContext(PaperContext);
  const isUnnumbered = paper !== null && !paper.blocks.some((block) => block.kind === 'paragraph' && block.number !== null);
  return (
    <TrackContext value={{ document, onEdit: edit }}>
      <div
        className={classes.sheet}
        lang={language}
        data-unnumbered={isUnnumbered || undefined}
        data-wide={(beside !== null && beside !== language) || undefined}
      >
        {document.masthead ? <MastheadForm document={document} masthead={document.masthead} language={language} onEdit={edit} /> : null}
        <TextField
          label={words.text('compose.title')}
          texts={document.title}
          language={language}
          look="title"
          place="title"
          onChange={(title) => edit({ ...document, title }, 'title')}
        />
        {document.parts.map((part) => (
          <PartView
            key={part.id}
            document={document}
            part={part}
            number={numbers.get(part.id) ?? null}
            language={language}
            onEdit={edit}
            onFocus={onFocus}
          />
        ))}
        <AddPart desk={desk} />
      </div>
    </TrackContext>
  );
}

const NEW_PARTS: ((id: string) => Part)[] = [
  (id) => ({ kind: 'paragraph', id, role: 'text', text: {}, points: [], findings: [] }),
  (id) => ({ kind: 'paragraph', id, role: 'observations', text: {}, points: [], findings: [] }),
  (id) => ({ kind: 'paragraph', id, role: 'conclusions', text: {}, points: [], findings: [] }),
  (id) => ({ kind: 'paragraph', id, role: 'recommendations', text: {}, points: [], findings: [] }),
  (id) => ({ kind: 'heading', id, level: 1, text: {} }),
  (id) => ({ kind: 'heading', id, level: 2, text: {} }),
  (id) => ({ kind: 'method', id }),
];

function AddPart({ desk }: { desk: Desk }) {
  const words = useWords();
  const add = (make: (id: string) => Part) => {
    const id = freshId(desk.document);
    desk.edit(addPart(desk.document, make(id), null));
    focusPlace(id);
  };
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
          {words.text('compose.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {NEW_PARTS.map((make) => (
          <Menu.Item key={nameOf(make(''))} onClick={() => add(make)}>
            {words.text(`compose.new.${nameOf(make(''))}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The last part of the wording's key. */
function nameOf(part: Part): string {
  if (part.kind === 'paragraph') return part.role;
  return part.kind === 'heading' ? `heading${part.level}` : part.kind;
}
