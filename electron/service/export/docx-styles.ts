import { BorderStyle, convertMillimetersToTwip, type IParagraphStyleOptions, type IStylesOptions, LineRuleType, ShadingType } from 'docx';
import type { Language } from '../../../shared/report/wording.ts';
import { MEETING_SIDE } from './docx-lists.ts';

/** Present on every desktop, or replaced by a face of the same widths. */
export const FONT = 'Arial';
export const INK = '1B1F24';
export const MUTED = '5A626C';
export const ACCENT = '0F5499';
export const HAIRLINE = 'C5CBD3';

export const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', es: 'es-ES' };

/** A4 with the text 160 mm wide. Sizes are half points. */
export const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(23),
    bottom: convertMillimetersToTwip(20),
    left: convertMillimetersToTwip(25),
    right: convertMillimetersToTwip(25),
    header: convertMillimetersToTwip(12),
    footer: convertMillimetersToTwip(10),
  },
};
export const TEXT_WIDTH_TWIPS = convertMillimetersToTwip(160);
/** On a page turned on its side. */
export const WIDE_TEXT_TWIPS = convertMillimetersToTwip(247);
/** At 96 to the inch. */
export const TEXT_WIDTH_PIXELS = 604;

const BOX_SIDE = { style: BorderStyle.SINGLE, size: 6, space: 6, color: HAIRLINE };
const BOX = {
  border: { top: BOX_SIDE, bottom: BOX_SIDE, left: BOX_SIDE, right: BOX_SIDE },
  shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F6F8FA' },
  indent: { left: 120, right: 120 },
};

const line = (times: number) => ({ line: Math.round(240 * times), lineRule: LineRuleType.AUTO });

/** `isMeeting`: the smaller type of meeting documents, which are held to two pages. */
export function documentStyles(language: Language, isMeeting: boolean): IStylesOptions {
  const kept = { keepNext: true, keepLines: true };
  const side = isMeeting ? { left: MEETING_SIDE, right: MEETING_SIDE } : {};
  const heading = (size: number, before: number, color: string) => ({
    run: { font: FONT, size, bold: true, color },
    paragraph: { spacing: { before, after: 120, ...line(1.1) }, ...kept },
  });
  const inText = ({ run, paragraph }: ReturnType<typeof heading>) => ({ run, paragraph: { ...paragraph, indent: side } });
  return {
    default: {
      document: {
        run: { font: FONT, size: 20, color: INK, language: { value: LOCALES[language], eastAsia: LOCALES[language] } },
        paragraph: { spacing: { after: 120, ...line(isMeeting ? 1.15 : 1.12) } },
      },
      title: {
        run: { font: FONT, size: isMeeting ? 34 : 40, bold: true, color: INK },
        paragraph: { spacing: isMeeting ? { before: 280, after: 160 } : { before: 0, after: 160, ...line(1.1) }, keepNext: true },
      },
      heading1: isMeeting ? inText(heading(24, 160, INK)) : heading(28, 240, INK),
      heading2: isMeeting ? inText(heading(21, 60, INK)) : heading(23, 280, ACCENT),
      heading3: isMeeting ? inText(heading(21, 200, INK)) : heading(21, 200, INK),
      footnoteText: { run: { size: 16 }, paragraph: { spacing: { after: 40, ...line(1) } } },
    },
    paragraphStyles: [
      style('Numbered', 'Numbered paragraph', {}, { spacing: { after: 100 }, indent: side }),
      style('Lettered', 'Lettered point', {}, { spacing: { after: 100 }, indent: side }),
      style('Caption', 'caption', { size: 20, bold: true, color: INK }, { spacing: { before: 120, after: 60, ...line(1.05) }, ...kept }),
      style('ChartSubtitle', 'Chart subtitle', { size: 18, color: MUTED }, { spacing: { after: 80, ...line(1.05) }, ...kept }),
      style('Figure', 'Figure', {}, { spacing: { after: 60 }, keepNext: true }),
      style('SourceNote', 'Source note', { size: 16, color: MUTED }, { spacing: { before: 40, after: 120, ...line(1) }, keepLines: true }),
      style('AfterTable', 'After table', { size: 8 }, { spacing: { after: 60, ...line(1) } }),
      style('KeyFigure', 'Key figure', { size: 20 }, { spacing: { after: 60 } }),
      style('BoxTitle', 'Box title', { size: 20, bold: true }, { ...BOX, spacing: { before: 200, after: 60, ...line(1.05) }, ...kept }),
      style('BoxText', 'Box text', { size: 17 }, { ...BOX, spacing: { after: 80, ...line(1.1) } }),
      style('TableText', 'Table text', { size: 17 }, { spacing: { before: 30, after: 30, ...line(1) } }),
      style('TableHeading', 'Table heading', { size: 17, bold: true }, { spacing: { before: 40, after: 40, ...line(1) }, keepNext: true }),
      style('Marking', 'Marking', { size: 17, bold: true, color: ACCENT }, { spacing: { after: 0 } }),
      style('PageFoot', 'Page foot', { size: 16, color: MUTED }, { spacing: { after: 0 } }),
      ...(isMeeting ? mastheadStyles() : []),
    ],
  };
}

/** Symbol, date and language stand at the right, above a line across the page. */
function mastheadStyles(): IParagraphStyleOptions[] {
  const right = { indent: { left: Math.round(TEXT_WIDTH_TWIPS * 0.62) } };
  const rule = { style: BorderStyle.SINGLE, size: 12, space: 8, color: INK };
  return [
    style('DocumentSymbol', 'Document symbol', { bold: true }, { ...right, spacing: { after: 60 } }),
    style('Distribution', 'Distribution', {}, { ...right, spacing: { after: 60 } }),
    style('Meeting', 'Meeting', { size: 24, bold: true }, { border: { top: rule }, spacing: { before: 200, after: 0 }, keepNext: true }),
    style('PlaceAndDates', 'Place and dates', {}, { spacing: { after: 60 } }),
    style('Rapporteur', 'Rapporteur', {}, { spacing: { after: 160 } }),
  ];
}

function style(
  id: string,
  name: string,
  run: IParagraphStyleOptions['run'],
  paragraph: IParagraphStyleOptions['paragraph'],
): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', quickFormat: true, ...(run ? { run } : {}), ...(paragraph ? { paragraph } : {}) };
}
