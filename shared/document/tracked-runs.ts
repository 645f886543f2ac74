import type { Making } from './making.ts';
import type { Run, RunMark } from './paper.ts';
import type { Mark, Piece } from './pieces.ts';
import { cleanText, runsOf } from './texts.ts';
import { piecesOf, type Written } from './written.ts';

/** A text as a document prints it while its changes are open: what was put in and what was struck out, each with its drafter. */
export function writtenRuns(written: Written, making: Making): Run[] {
  const pieces = piecesOf(written, making.words.language);
  return pieces ? pieceRuns(pieces, making) : runsOf(written.text, making.words);
}

/** Everyone who changed something, each once: the number of a drafter is the same in every language. */
export function draftersOf({ composition, material }: Pick<Making, 'composition' | 'material'>): string[] {
  const tracks = [...(composition.tracks ?? []), ...material.findings.flatMap(({ wording }) => wording ?? [])];
  const pieces = tracks.flatMap(({ changes }) => Object.values(changes ?? {}).flat());
  return [...new Set(pieces.flatMap(({ inserted, deleted }) => [inserted, deleted].flatMap((mark) => mark?.by ?? [])))];
}

function pieceRuns(pieces: readonly Piece[], making: Making): Run[] {
  const runs = pieces.map(
    ({ text, inserted, deleted }): Run => ({
      text: cleanText(text),
      ...(inserted ? { inserted: shown(inserted, making) } : {}),
      ...(deleted ? { deleted: shown(deleted, making) } : {}),
    }),
  );
  return runs
    .map((run, at) => (at === 0 ? { ...run, text: run.text.trimStart() } : run))
    .map((run, at) => (at === runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run))
    .filter(({ text }) => text !== '');
}

/** Signs and days leave only where that is asked for. */
function shown({ by, on }: Mark, { material, drafters, words }: Making): RunMark {
  if (material.signs) return { by, on };
  return { by: words.text('document.drafter', { number: drafters.indexOf(by) + 1 }), on: null };
}
