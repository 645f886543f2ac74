import { UnstyledButton } from '@mantine/core';
import type { Composition, Part } from '../../../../shared/document/composition.ts';
import { addPart, changeParagraph, changePart, freshId, movePart, placePart, removePart } from '../../../../shared/document/edits.ts';
import { footnotePlace } from '../../../../shared/document/places.ts';
import { assertNever } from '../../../../shared/errors.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { FigureView } from './figure-view.tsx';
import { useMadeText } from './paper-context.ts';
import { findingOfDrag, PartFrame } from './part-frame.tsx';
import { focusPlace, type PartProps } from './part-props.ts';
import { PointList } from './point-list.tsx';
import { TextField } from './text-field.tsx';

/** One part as it stands in the document, to be written in place. */
export function PartView(props: PartProps) {
  const words = useWords();
  const { document, part, number, onEdit } = props;
  const label = number === null ? words.text(`compose.part.${part.kind}`) : words.text('compose.paragraph', { number });
  const addAfter = () => {
    const id = freshId(document);
    onEdit(addPart(document, { kind: 'paragraph', id, role: 'text', text: {}, points: [], findings: [] }, part.id));
    focusPlace(id);
  };
  return (
    <PartFrame
      id={part.id}
      label={label}
      moves={{
        onMove: (by) => onEdit(movePart(document, part.id, by)),
        onRemove: () => onEdit(removePart(document, part.id)),
        onAdd: addAfter,
      }}
      onDrop={(dragged) => onEdit(dropped(document, dragged, part.id))}
    >
      <PartContent {...props} label={label} />
    </PartFrame>
  );
}

/** A part that was dragged takes this place; a finding from the shelf comes behind it. */
function dropped(document: Composition, dragged: string, at: string): Composition {
  const finding = findingOfDrag(dragged);
  if (finding === null) return placePart(document, dragged, at);
  return addPart(document, { kind: 'finding', id: freshId(document), finding }, at);
}

function PartContent({ label, ...props }: PartProps & { label: string }) {
  const { part } = props;
  switch (part.kind) {
    case 'heading':
      return <HeadingPart {...props} part={part} label={label} />;
    case 'paragraph':
      return <ParagraphPart {...props} part={part} label={label} />;
    case 'finding':
      return <FindingPart {...props} part={part} />;
    case 'figure':
    case 'method':
    case 'answer':
    case 'made':
      return <FigureView part={part} />;
    default:
      return assertNever(part);
  }
}

type Labelled<K extends Part['kind']> = PartProps<Extract<Part, { kind: K }>> & { label: string };

function HeadingPart({ document, part, language, onEdit, onFocus, label }: Labelled<'heading'>) {
  return (
    <TextField
      label={label}
      texts={part.text}
      language={language}
      look="heading"
      place={part.id}
      onFocus={() => onFocus(part.id, null)}
      onChange={(text) =>
        onEdit(
          changePart(document, part.id, () => ({ ...part, text })),
          part.id,
        )
      }
    />
  );
}

function ParagraphPart(props: Labelled<'paragraph'>) {
  const words = useWords();
  const { document, part, number, language, onEdit, onFocus, label } = props;
  const made = useMadeText(part.id);
  return (
    <>
      <div className={classes.numbered}>
        <span className={classes.number}>{number === null ? '' : `${number}.`}</span>
        <TextField
          label={label}
          texts={part.text}
          language={language}
          place={part.id}
          made={made.text}
          hint={words.text(`compose.hint.${part.role}`)}
          onFocus={() => onFocus(part.id, null)}
          onChange={(text) =>
            onEdit(
              changeParagraph(document, part.id, (now) => ({ ...now, text })),
              part.id,
            )
          }
        />
      </div>
      <PointList {...props} />
      {part.footnote === undefined ? null : (
        <div className={classes.footnote}>
          <TextField
            label={words.text('compose.footnote')}
            texts={part.footnote}
            language={language}
            look="small"
            place={footnotePlace(part.id)}
            onChange={(footnote) =>
              onEdit(
                changeParagraph(document, part.id, (now) => ({ ...now, footnote })),
                `${part.id} footnote`,
              )
            }
          />
        </div>
      )}
    </>
  );
}

function FindingPart({ part, onFocus }: PartProps<Extract<Part, { kind: 'finding' }>>) {
  return (
    <UnstyledButton className={classes.findingPart} data-place={part.id} onFocus={() => onFocus(part.id, null)}>
      <FigureView part={part} />
    </UnstyledButton>
  );
}
