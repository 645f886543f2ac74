import { useContext } from 'react';
import type { Texts } from '../../../../shared/document/composition.ts';
import { originalOf, trackOf } from '../../../../shared/document/places.ts';
import { decideAt, translationRight } from '../../../../shared/document/settle.ts';
import { behindIn, piecesOf } from '../../../../shared/document/written.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { BehindNote } from '../behind-note.tsx';
import { TrackedText } from '../tracked-text.tsx';
import { TrackContext } from './track-context.ts';

/** Below a text: its open changes, and whether it was translated from an earlier wording. */
export function TextTrack({ place, texts, language }: { place: string; texts: Texts; language: Language }) {
  const context = useContext(TrackContext);
  if (!context) return null;
  const { document, onEdit } = context;
  const written = { ...trackOf(document, place), text: texts };
  const pieces = piecesOf(written, language);
  const earlier = behindIn(written).includes(language) ? written.earlier?.[language] : undefined;
  const original = originalOf(document);
  return (
    <>
      {pieces ? (
        <TrackedText pieces={pieces} language={language} onDecide={(decision) => onEdit(decideAt(document, place, language, decision))} />
      ) : null}
      {earlier === undefined ? null : (
        <BehindNote
          earlier={earlier}
          now={written.text[original] ?? ''}
          original={original}
          onStillRight={() => onEdit(translationRight(document, place, language))}
        />
      )}
    </>
  );
}
