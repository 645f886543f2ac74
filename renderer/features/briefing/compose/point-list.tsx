import { UnstyledButton } from '@mantine/core';
import type { Part, Point } from '../../../../shared/document/composition.ts';
import { addPoint, changePoint, freshId, movePoint, removePoint } from '../../../../shared/document/edits.ts';
import { pointLabel } from '../../../../shared/document/numbering.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { useMadeText } from './paper-context.ts';
import { moveByKeys, PartMenu } from './part-frame.tsx';
import { focusPlace, type PartProps } from './part-props.ts';
import { TextField } from './text-field.tsx';

type ParagraphProps = PartProps<Extract<Part, { kind: 'paragraph' }>>;

/** The lettered points of a paragraph. Enter with Alt adds one, the arrows with Alt move it, as does dragging its letter. */
export function PointList(props: ParagraphProps) {
  const words = useWords();
  const { document, part, onEdit } = props;
  const made = useMadeText(part.id);
  const add = (after: string | null) => {
    const id = freshId(document);
    onEdit(addPoint(document, part.id, after));
    focusPlace(id);
  };
  if (part.points.length === 0) {
    if (part.role === 'text') return null;
    return (
      <UnstyledButton className={classes.addPoint} onClick={() => add(null)}>
        {words.text(`compose.first.${part.role}`)}
      </UnstyledButton>
    );
  }
  return (
    <ol className={classes.points}>
      {part.points.map((point, index) => (
        <PointItem key={point.id} {...props} point={point} index={index} made={made.points[index] ?? ''} onAdd={() => add(point.id)} />
      ))}
    </ol>
  );
}

function PointItem(props: ParagraphProps & { point: Point; index: number; made: string; onAdd(): void }) {
  const words = useWords();
  const { document, part, point, index, number, language, onEdit, onFocus } = props;
  const letter = pointLabel(index, language);
  const name = words.text('compose.point', { number: number ?? 0, letter });
  const dragged = kindOf(part.id);
  const moves = {
    onMove: (by: number) => onEdit(movePoint(document, part.id, point.id, by)),
    onRemove: () => onEdit(removePoint(document, part.id, point.id)),
    onAdd: props.onAdd,
  };
  return (
    <li
      data-agreed={point.agreed || undefined}
      onDragOver={(event) => event.dataTransfer.types.includes(dragged) && event.preventDefault()}
      onDrop={(event) => {
        const id = event.dataTransfer.getData(dragged);
        const from = part.points.findIndex((one) => one.id === id);
        if (from < 0) return;
        event.preventDefault();
        event.stopPropagation();
        onEdit(movePoint(document, part.id, id, index - from));
      }}
    >
      <span
        className={classes.letter}
        aria-hidden
        draggable
        title={words.text('compose.drag')}
        onDragStart={(event) => {
          event.dataTransfer.setData(dragged, point.id);
          event.dataTransfer.effectAllowed = 'move';
        }}
      >
        {letter}
      </span>
      <TextField
        label={name}
        texts={point.text}
        language={language}
        place={point.id}
        made={props.made}
        hint={words.text('compose.hint.point')}
        onFocus={() => onFocus(part.id, point.id)}
        onKeyDown={(event) => moveByKeys(event, moves)}
        onChange={(text) => onEdit(changePoint(document, part.id, point.id, { text }), point.id)}
      />
      <PartMenu label={name} moves={moves} />
    </li>
  );
}

/** What is dragged: a point, of this paragraph only. */
function kindOf(part: string): string {
  return `application/x-stowage-point-${part.toLowerCase()}`;
}
