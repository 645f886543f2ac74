import type { Wording } from '../report/wording.ts';
import type { Masthead } from './composition.ts';
import { dateRange } from './date-range.ts';
import type { PaperMasthead, Run } from './paper.ts';
import { cleanText, plainOf } from './texts.ts';

/** What stands above a meeting document, in its language. The note on working languages follows the mark at the original language. */
export function mastheadOf(masthead: Masthead, words: Wording): PaperMasthead {
  return {
    symbol: cleanText(masthead.symbol),
    date: masthead.date ? words.date(masthead.date) : '',
    original: originalOf(masthead, words),
    meeting: plainOf(masthead.meeting, words),
    placeAndDates: [plainOf(masthead.place, words), dateRange(masthead.from, masthead.to, words)].filter(Boolean).join(', '),
    kind: words.text('document.masthead.kind'),
    rapporteur: rapporteurOf(masthead, words),
    agendaItem: plainOf(masthead.agendaItem, words),
    issue: plainOf(masthead.issue, words),
  };
}

/** Russian documents of the United Nations keep this line in English, hence the tag. */
function originalOf({ originalLanguage }: Masthead, words: Wording): Run[] {
  const text = words.text('document.masthead.original', { language: words.text(`document.masthead.language.${originalLanguage}`) });
  const tagged = words.language === 'ru' ? { language: 'en' as const } : {};
  return [{ text, ...tagged, footnote: words.text('document.masthead.languages') }];
}

function rapporteurOf({ rapporteur, state }: Masthead, words: Wording): string {
  const name = cleanText(rapporteur);
  if (!name) return '';
  const named = state ? words.text('document.masthead.ofState', { name, state: words.label('country', state) }) : name;
  return words.text('document.masthead.rapporteur', { name: named });
}
