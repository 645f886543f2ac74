import { AlignmentType, type ILevelsOptions, LevelFormat } from 'docx';
import type { Language } from '../../../shared/report/wording.ts';

/** Lists of a document: numbered paragraphs in one list through the whole text, lettered points in one that starts anew below each. */
export const NUMBERED = 'numbered-paragraphs';
export const LETTERED = 'lettered-points';

const INDENT = 510;

/**
 * `isMeeting`: number and letter stand indented and the lines that follow at the margin, as in meeting documents; elsewhere they hang.
 * Letters are Latin in every language; their brackets follow the language.
 */
export function listsOf(language: Language, isMeeting: boolean): { config: { reference: string; levels: ILevelsOptions[] }[] } {
  const letters = language === 'en' ? '(%1)' : '%1)';
  const places = isMeeting
    ? [
        { left: 0, firstLine: 0, tab: INDENT },
        { left: 0, firstLine: INDENT, tab: 2 * INDENT },
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
