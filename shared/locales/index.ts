import type { Language } from '../report/wording.ts';
import reportEn from './report.en.json' with { type: 'json' };
import reportEs from './report.es.json' with { type: 'json' };
import reportFr from './report.fr.json' with { type: 'json' };
import reportRu from './report.ru.json' with { type: 'json' };
import unitsEn from './units.en.json' with { type: 'json' };
import unitsEs from './units.es.json' with { type: 'json' };
import unitsFr from './units.fr.json' with { type: 'json' };
import unitsRu from './units.ru.json' with { type: 'json' };

/** Messages in ICU form, nested; a leaf's path is its key: `report.chart.source`. */
export interface Messages {
  [key: string]: string | Messages;
}

/**
 * One file for each area and language, `<area>.<language>.json`. The file holds what stands under the area:
 * `units.en.json` with `{"date": {"year": …}}` answers to `text('units.date.year')`. All four languages have the same keys.
 */
export const MESSAGES: Record<Language, Record<string, Messages>> = {
  en: { report: reportEn, units: unitsEn },
  fr: { report: reportFr, units: unitsFr },
  ru: { report: reportRu, units: unitsRu },
  es: { report: reportEs, units: unitsEs },
};
