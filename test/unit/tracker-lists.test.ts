import { describe, expect, it } from 'vitest';
import { pastedLines } from '../../renderer/features/briefing/pasted-list.ts';
import { groupBy, missingOf } from '../../renderer/features/briefing/tracked.ts';
import type { Recommendation } from '../../shared/contract/recommendations.ts';

// The lists have the forms in which reports of subsidiary bodies print them; their sentences, and the recommendations, are made up.

describe('a person pastes recommendations from a report', () => {
  it('as a lettered list broken over lines: letters become the paragraph, broken lines and words are whole again', () => {
    const pasted =
      '(a) Governments should look at par-\ncels and containers;\n\n(b) Governments should share\nwhat they find; and\n(c) Nothing more.';
    expect(pastedLines(pasted)).toEqual([
      { mark: '(a)', text: 'Governments should look at parcels and containers.' },
      { mark: '(b)', text: 'Governments should share what they find.' },
      { mark: '(c)', text: 'Nothing more.' },
    ]);
  });

  it('as French and Spanish print them, with a) and numbers', () => {
    expect(pastedLines('a) Les États devraient partager ; et\nb) Fin.')).toEqual([
      { mark: 'a)', text: 'Les États devraient partager.' },
      { mark: 'b)', text: 'Fin.' },
    ]);
    expect(pastedLines('1. Primero;\n2. Segundo.').map(({ mark }) => mark)).toEqual(['1.', '2.']);
  });

  it('one to a line without any mark, where bullets say nothing', () => {
    expect(pastedLines('First.\nSecond.')).toEqual([
      { mark: '', text: 'First.' },
      { mark: '', text: 'Second.' },
    ]);
    expect(pastedLines('• First;\n• Second.')).toEqual([
      { mark: '', text: 'First.' },
      { mark: '', text: 'Second.' },
    ]);
  });

  it('and years, quantities and lone words at the head of a line are no marks', () => {
    expect(pastedLines('2019 was the year of the meeting.\nGovernments should act.').map(({ mark }) => mark)).toEqual(['', '']);
    expect(pastedLines('12 Governments replied.\nThe others should.')).toHaveLength(2);
    expect(pastedLines('')).toEqual([]);
  });
});

const IN_ALL = { en: 'x', fr: 'x', ru: 'x', es: 'x' };

function recommendation(part: Partial<Recommendation>): Recommendation {
  const said = { at: '2026-03-09T08:30:00Z', by: 'AB' };
  return {
    id: 1,
    meeting: { en: 'Thirteenth Meeting' },
    adopted: '2019-07-05',
    reference: '3 (a)',
    issue: {},
    addressee: '',
    theme: '',
    text: IN_ALL,
    state: 'open',
    editedAt: said.at,
    editedBy: said.by,
    actions: [],
    ...part,
  };
}

function action(part: Partial<Recommendation['actions'][number]>): Recommendation['actions'][number] {
  return {
    id: 1,
    recommendation: 1,
    date: null,
    text: IN_ALL,
    legislation: IN_ALL,
    obstacles: {},
    findings: [1],
    editedAt: '2026-03-09T08:30:00Z',
    editedBy: 'AB',
    ...part,
  };
}

describe('a delegation sees what the next questionnaire still needs', () => {
  it('an answer first; then its references, figures, length and languages; nothing where it does not apply', () => {
    expect(missingOf(recommendation({}))).toEqual(['answer']);
    expect(missingOf(recommendation({ state: 'not-applicable' }))).toEqual([]);
    expect(missingOf(recommendation({ actions: [action({})] }))).toEqual([]);
    expect(missingOf(recommendation({ actions: [action({ legislation: {}, findings: [], text: { en: 'x' } })] }))).toEqual([
      'legislation',
      'figures',
      'languages',
    ]);
    const long = Array.from({ length: 201 }, () => 'word').join(' ');
    expect(missingOf(recommendation({ actions: [action({ text: { ...IN_ALL, en: long } })] }))).toEqual(['length']);
  });

  it('by meeting, addressee or theme, with what states none at the end', () => {
    const list = [recommendation({}), recommendation({ id: 2, addressee: 'Governments' }), recommendation({ id: 3, addressee: 'UNODC' })];
    const ids = (grouping: 'meeting' | 'addressee') =>
      groupBy(list, grouping, 'fr').map(([name, ofGroup]) => [name, ofGroup.map(({ id }) => id)]);
    expect(ids('addressee')).toEqual([
      ['Governments', [2]],
      ['UNODC', [3]],
      ['', [1]],
    ]);
    expect(ids('meeting')).toEqual([['Thirteenth Meeting', [1, 2, 3]]]);
  });
});
