import type { PaperMasthead, Run } from '../paper.ts';
import { escaped } from './markup.ts';

/** Text of the notes of a masthead; their marks are asterisks, since figures mark the notes of the text. */
export function mastheadNotes({ original }: PaperMasthead): string[] {
  return original.flatMap(({ footnote }) => (footnote === undefined ? [] : [footnote.replace(/^\*+\s*/, '')]));
}

/** What stands above a meeting document. Each note is placed at the foot of the first page by the style. */
export function mastheadHtml(masthead: PaperMasthead): string {
  const line = (name: string, text: string) => (text ? `<p class="${name}">${escaped(text)}</p>` : '');
  const notes = mastheadNotes(masthead).map((text, index) => `<p role="note">${stars(index)} ${escaped(text)}</p>`);
  return [
    `<header class="masthead"><div class="distribution">${line('symbol', masthead.symbol)}${line('date', masthead.date)}<p class="original">${originalHtml(masthead.original)}</p></div>`,
    notes.length > 0 ? `<div class="first-notes">${notes.join('')}</div>` : '',
    line('meeting', masthead.meeting),
    line('place', masthead.placeAndDates),
    masthead.kind ? `<h1>${escaped(masthead.kind)}</h1>` : '',
    line('rapporteur', masthead.rapporteur),
    masthead.agendaItem ? `<h2 class="item">${escaped(masthead.agendaItem)}</h2>` : '',
    masthead.issue ? `<h3 class="issue">${escaped(masthead.issue)}</h3>` : '',
    '</header>',
  ].join('\n');
}

function originalHtml(runs: readonly Run[]): string {
  let marks = 0;
  return runs
    .map(({ text, language, footnote }) => {
      const bare = footnote === undefined ? text : text.replace(/\*+$/, '');
      const inside = language ? `<span lang="${language}">${escaped(bare)}</span>` : escaped(bare);
      return footnote === undefined ? inside : inside + stars(marks++);
    })
    .join('');
}

function stars(index: number): string {
  return '*'.repeat(index + 1);
}
