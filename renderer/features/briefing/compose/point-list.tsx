import type { Part } from '../../../../shared/document/composition.ts';
import { addPoint, changePoint, freshId, movePoint, removePoint } from '../../../../shared/document/edits.ts';
import { pointLabel } from '../../../../shared/document/numbering.ts';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';
import { useMadeText } from './paper-context.ts';
import { moveByKeys, PartMenu } from './part-frame.tsx';
import { focusPlace, type PartProps } from './part-props.ts';
import { TextField } from './text-field.tsx';

/** The lettered points of a paragraph. Enter with Alt adds one, the arrows with Alt move it. */
export function PointList({ document, part, number, language, onEdit, onFocus }: PartProps<Extract<Part, { kind: 'paragraph' }>>) {
  const words = useWords();
  const made = useMadeText(part.id);
  const add = (after: string | null) => {
    const id = freshId(document);
    onEdit(addPoint(document, part.id, after));
    focusPlace(id);
  };
  if (part.points.length === 0) {
    if (part.role === 'text') return null;
    return (
      <button type="button" className={classes.addPoint} onClick={() => add(null)}>
        {words.text(`compose.first.${part.role}`)}
      </button>
    );
  }
  return (
    <ol className={classes.points}>
      {part.points.map((point, index) => {
        const name = words.text('compose.point', { number: number ?? 0, letter: pointLabel(index, language) });
        const moves = {
          onMove: (by: number) => onEdit(movePoint(document, part.id, point.id, by)),
          onRemove: () => onEdit(removePoint(document, part.id, point.id)),
          onAdd: () => add(point.id),
        };
        return (
          <li key={point.id} data-agreed={point.agreed || undefined}>
            <span className={classes.number}>{pointLabel(index, language)}</span>
            <TextField
              label={name}
              texts={point.text}
              language={language}
              place={point.id}
              hint={made.points[index] || words.text('compose.hint.point')}
              onFocus={() => onFocus(part.id, point.id)}
              onKeyDown={(event) => moveByKeys(event, moves)}
              onChange={(text) => onEdit(changePoint(document, part.id, point.id, { text }), point.id)}
            />
            <PartMenu label={name} moves={moves} />
          </li>
        );
      })}
    </ol>
  );
}
