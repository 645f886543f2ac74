import type { Piece } from '../../../shared/document/pieces.ts';
import { numbered } from '../../ui/numbered.ts';
import classes from './marked.module.css';

/** Pieces of a text: what was put in is underlined, what was struck out is struck through. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return numbered(pieces).map(({ at, item }) => <MarkedPiece key={at} piece={item} />);
}

function MarkedPiece({ piece: { text, inserted, deleted } }: { piece: Piece }) {
  const struck = deleted ? <del className={classes.deleted}>{text}</del> : text;
  return inserted ? <ins className={classes.inserted}>{struck}</ins> : struck;
}
