import { AlignmentType, convertMillimetersToTwip, type IParagraphStyleOptions, type IStylesOptions, LevelFormat, LineRuleType } from 'docx';
import type { Language } from '../../../shared/report/wording.ts';

/** Present on every desktop, or replaced by a face of the same widths. */
export const FONT = 'Arial';
export const INK = '1B1F24';
export const MUTED = '5A626C';
export const ACCENT = '0F5499';
export const HAIRLINE = 'C5CBD3';
export const NUMBERED = 'numbered-paragraphs';

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', es: 'es-ES' };

/** A4 with the text 160 mm wide. Sizes are half points. */
export const PAGE = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(25),
    bottom: convertMillimetersToTwip(22),
    left: convertMillimetersToTwip(25),
    right: convertMillimetersToTwip(25),
    header: convertMillimetersToTwip(12),
    footer: convertMillimetersToTwip(10),
  },
};
export const TEXT_WIDTH_TWIPS = convertMillimetersToTwip(160);
/** At 96 to the inch. */
export const TEXT_WIDTH_PIXELS = 604;

export function documentStyles(language: Language): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: FONT, size: 21, color: INK, language: { value: LOCALES[language], eastAsia: LOCALES[language] } },
        paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font: FONT, size: 40, bold: true, color: INK },
        paragraph: { spacing: { before: 60, after: 240, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
      },
      heading1: {
        run: { font: FONT, size: 28, bold: true, color: INK },
        paragraph: { spacing: { before: 360, after: 140 }, keepNext: true, keepLines: true },
      },
      heading2: {
        run: { font: FONT, size: 23, bold: true, color: ACCENT },
        paragraph: { spacing: { before: 280, after: 120 }, keepNext: true, keepLines: true },
      },
    },
    paragraphStyles: [
      style(
        'Caption',
        'caption',
        { size: 20, bold: true, color: INK },
        { spacing: { before: 200, after: 60, line: 252, lineRule: LineRuleType.AUTO }, keepNext: true, keepLines: true },
      ),
      style(
        'ChartSubtitle',
        'Chart subtitle',
        { size: 18, color: MUTED },
        { spacing: { after: 80, line: 252, lineRule: LineRuleType.AUTO }, keepNext: true, keepLines: true },
      ),
      style('Figure', 'Figure', {}, { spacing: { after: 60 }, keepNext: true }),
      style(
        'SourceNote',
        'Source note',
        { size: 16, color: MUTED },
        { spacing: { before: 60, after: 200, line: 240, lineRule: LineRuleType.AUTO }, keepLines: true },
      ),
      style('KeyFigure', 'Key figure', { size: 20 }, { spacing: { after: 60 } }),
      style('TableText', 'Table text', { size: 17 }, { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } }),
      style(
        'TableHeading',
        'Table heading',
        { size: 17, bold: true },
        { spacing: { before: 40, after: 40, line: 240, lineRule: LineRuleType.AUTO }, keepNext: true },
      ),
      style('Marking', 'Marking', { size: 17, bold: true, color: ACCENT }, { spacing: { after: 0 } }),
      style('PageFoot', 'Page foot', { size: 16, color: MUTED }, { spacing: { after: 0 } }),
    ],
  };
}

function style(
  id: string,
  name: string,
  run: IParagraphStyleOptions['run'],
  paragraph: IParagraphStyleOptions['paragraph'],
): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', quickFormat: true, ...(run ? { run } : {}), ...(paragraph ? { paragraph } : {}) };
}

/** Arabic numerals through the whole text, hanging. */
export const NUMBERING = {
  config: [
    {
      reference: NUMBERED,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 425, hanging: 425 } } },
        },
      ],
    },
  ],
};
