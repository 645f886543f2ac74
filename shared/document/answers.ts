import type { Recommendation } from '../contract/recommendations.ts';
import type { Wording } from '../report/wording.ts';
import { type Making, sentencesOf, spaced } from './making.ts';
import type { PaperBlock, Run } from './paper.ts';
import { cleanText, plainOf, runsOf } from './texts.ts';

type FormRow = Extract<PaperBlock, { kind: 'form' }>['rows'][number];

/** Boxes to tick: one of the two, or none yet. */
function ticked(answer: boolean | null, words: Wording): string {
  const box = (on: boolean) => (on ? '☒' : '☐');
  return `${box(answer === true)} ${words.text('document.answer.yes')}   ${box(answer === false)} ${words.text('document.answer.no')}`;
}

/** What a State says of itself at the head of its reply. Contacts are left to be written. */
export function submissionForm({ composition, words }: Making): PaperBlock[] {
  const { state = '', date = null } = composition.masthead ?? {};
  const row = (name: string, value = ''): FormRow => ({
    label: words.text(`document.submission.${name}`),
    value: value ? [{ text: value }] : [],
  });
  const heading = (name: string): PaperBlock => ({
    kind: 'heading',
    level: 2,
    text: [{ text: words.text(`document.submission.${name}`) }],
  });
  const contact = ['contact', 'function', 'organization', 'address', 'telephone', 'email'];
  return [
    heading('information'),
    { kind: 'form', rows: [row('country', state && words.label('country', state)), row('date', date ? words.date(date) : '')] },
    heading('follow-up'),
    { kind: 'form', rows: contact.map((name) => row(name)) },
    heading('publishing'),
    { kind: 'form', rows: [row('agree', ticked(null, words))] },
  ];
}

/** The reply to one recommendation; the empty form for one that is not in the tracker. */
export function answerBlocks(id: number, making: Making): PaperBlock[] {
  const { material, words } = making;
  const found = material.recommendations.find((recommendation) => recommendation.id === id);
  const reference = cleanText(found?.reference ?? '');
  const title = reference ? words.text('document.answer.recommendation', { reference }) : words.text('document.answer.one');
  return [
    { kind: 'heading', level: 2, text: [{ text: title }] },
    {
      kind: 'paragraph',
      number: null,
      text: found ? runsOf(found.text, words) : [{ text: words.text('document.answer.none') }],
      points: [],
    },
    { kind: 'form', rows: answerRows(found, making) },
  ];
}

function answerRows(found: Recommendation | undefined, making: Making): FormRow[] {
  const { words } = making;
  const actions = found?.actions ?? [];
  const row = (name: string, value: Run[]): FormRow => ({ label: words.text(`document.answer.${name}`), value });
  const each = (field: 'legislation' | 'obstacles') => spaced(actions.map((action) => runsOf(action[field], words)));
  const done = actions.map((action) => [...(action.date ? [{ text: `${words.date(action.date)}: ` }] : []), ...runsOf(action.text, words)]);
  const figures = actions.flatMap((action) => sentencesOf(making, action.findings));
  return [
    row('action', [{ text: ticked(isDone(found), words) }]),
    row('comments', spaced(done)),
    row('legislation', each('legislation')),
    row('figures', spaced(figures)),
    row('obstacles', each('obstacles')),
  ];
}

/** Null while nobody has said. */
function isDone(found: Recommendation | undefined): boolean | null {
  if (found?.state === 'done' || found?.state === 'under-way') return true;
  return found?.state === 'not-applicable' ? false : null;
}

/** The heading of a set of recommendations of one meeting and issue. */
export function issueTitle({ meeting, issue }: Recommendation, words: Wording): string {
  return [plainOf(meeting, words), plainOf(issue, words)].filter(Boolean).join('. ');
}
