import { AlignmentType, type ILevelsOptions, LevelFormat } from 'docx';
import type { Language } from '../../../shared/report/wording.ts';

/** Lists of a document: numbered paragraphs in one list through the whole text, lettered points in one that starts anew below each. */
export const NUMBERED = 'numbered-paragraphs';
export const LETTERED = 'lettered-points';

const INDENT = 510;
/** Twips on both sides of the text of meeting documents, which is 130 mm wide. */
export const MEETING_SIDE = 850;

/**
 * `isMeeting`: number and letter stand indented and the lines that follow at the side of the text, as in meeting documents; elsewhere they hang.
 * Letters are Latin in every language; their brackets follow the language.
 */
export function listsOf(language: Language, isMeeting: boolean): { config: { reference: string; levels: ILevelsOptions[] }[] } {
  const letters = language === 'en' ? '(%1)' : '%1)';
  const places = isMeeting
    ? [
        { left: MEETING_SIDE, right: MEETING_SIDE, firstLine: 0, tab: MEETING_SIDE + INDENT },
        { left: MEETING_SIDE, right: MEETING_SIDE, firstLine: INDENT, tab: MEETING_SIDE + 2 * INDENT },
      ]
    : [
        { left: INDENT, hanging: INDENT, tab: INDENT },
        { left: 2 * INDENT, hanging: INDENT, tab: 2 * INDENT },
      ];
  return {
    config: [
      { reference: NUMBERED, levels: [levelOf(LevelFormat.DECIMAL, '%1.', places[0])] },
      { reference: LETTERED, levels: [levelOf(LevelFormat.LOWER_LETTER, letters, places[1])] },
    ],
  };
}

function levelOf(format: ILevelsOptions['format'], text: string, place?: { tab: number; left: number }): ILevelsOptions {
  const { tab = INDENT, ...indent } = place ?? { left: 0 };
  return {
    level: 0,
    ...(format ? { format } : {}),
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent, leftTabStop: tab } },
  };
}
