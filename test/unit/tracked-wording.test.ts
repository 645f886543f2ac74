import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composition as schema } from '../../shared/contract/composition.ts';
import { isAgreed, openWording } from '../../shared/document/agreed.ts';
import { checkDocument } from '../../shared/document/checks.ts';
import type { Composition, Part } from '../../shared/document/composition.ts';
import { changePoint } from '../../shared/document/edits.ts';
import type { Material } from '../../shared/document/material.ts';
import { accept, changesOf, former, type Mark, type Piece, reject, reworded, standing } from '../../shared/document/pieces.ts';
import { follow, originalOf, withOriginal, withWritten, writtenAt } from '../../shared/document/places.ts';
import { replacements } from '../../shared/document/replacements.ts';
import { behindIn, piecesOf, rewrite, stillRight, withPieces } from '../../shared/document/written.ts';

// Expected wordings are written by hand; everything in them is made up.

const AB: Mark = { by: 'AB', on: '2026-03-09' };
const CD: Mark = { by: 'CD', on: '2026-03-10' };
const shown = (pieces: readonly Piece[]) =>
  pieces
    .map(({ text, inserted, deleted }) => {
      const struck = deleted ? `-${deleted.by}{${text}}` : text;
      return inserted ? `+${inserted.by}{${struck}}` : struck;
    })
    .join('');
const plain = (text: string): Piece[] => [{ text }];

describe('what somebody changes in a text', () => {
  it('stands in it struck out and put in, by word where a whole stretch was replaced', () => {
    const pieces = reworded(plain('Cases rose sharply in July.'), 'Cases grew in July and August.', AB);
    expect(shown(pieces)).toBe('Cases -AB{rose sharply}+AB{grew} in July+AB{ and August}.');
    expect([standing(pieces), former(pieces)]).toEqual(['Cases grew in July and August.', 'Cases rose sharply in July.']);
  });

  it('grows stroke by stroke as it is typed, as one change', () => {
    const typed = ['Cases g', 'Cases gr', 'Cases gre', 'Cases grew', 'Cases gre', 'Cases grew'];
    const pieces = typed.reduce((now, text) => reworded(now, text, AB), plain('Cases rose'));
    expect(shown(pieces)).toBe('Cases -AB{rose}+AB{grew}');
    expect(changesOf(pieces)).toEqual([{ ...AB, from: 1, to: 3, inserted: 'grew', deleted: 'rose' }]);
  });

  it('is no change where the words are the same again, as when a whole text is typed over', () => {
    const [base, next] = ['Cases rose sharply in July.', 'Cases grew in July and August.'];
    const typed = Array.from({ length: next.length }, (_, at) => next.slice(0, at + 1));
    const pieces = typed.reduce((now, text) => reworded(now, text, AB), plain(base));
    expect(shown(pieces)).toBe('Cases -AB{rose sharply}+AB{grew} in July+AB{ and August}.');
    expect(shown(reworded(plain('The rise'), 'The raise', AB))).toBe('The -AB{rise}+AB{raise}');
    const later = reworded(pieces, 'All cases grew in July and August.', { ...AB, on: '2026-03-11' });
    expect(changesOf(later).map(({ on, inserted }) => [on, inserted])).toEqual([
      ['2026-03-11', 'All cases grew'],
      ['2026-03-09', ' and August'],
    ]);
  });

  it('is kept apart from what another changed, also within what the other put in', () => {
    const first = reworded(plain('Cases rose.'), 'Cases rose very sharply.', AB);
    const both = reworded(first, 'Cases rose sharply.', CD);
    expect(shown(both)).toBe('Cases rose+AB{ }+AB{-CD{very }}+AB{sharply}.');
    expect(changesOf(both).map(({ by, inserted, deleted }) => [by, inserted, deleted])).toEqual([
      ['AB', ' ', ''],
      ['CD', '', 'very '],
      ['AB', 'sharply', ''],
    ]);
    expect(former(both)).toBe('Cases rose.');
  });

  it('is at once the text where changes are not kept, with those that were kept before', () => {
    const kept = reworded(plain('Cases rose.'), 'Cases rose sharply.', AB);
    expect(shown(reworded(kept, 'All cases rose sharply.', null))).toBe('All cases rose+AB{ sharply}.');
    expect(shown(reworded(kept, 'Cases rose.', null))).toBe('Cases rose.');
    expect(shown(reworded(kept, 'Cases rose sharply', AB))).toBe('Cases rose-AB{.}+AB{ sharply}');
  });

  it('can be accepted and rejected one by one', () => {
    const pieces = reworded(plain('Cases rose sharply in July.'), 'Cases grew in July and August.', AB);
    const [grew] = changesOf(pieces);
    expect(changesOf(pieces)).toHaveLength(2);
    expect(shown(accept(pieces, grew))).toBe('Cases grew in July+AB{ and August}.');
    expect(shown(reject(pieces, grew))).toBe('Cases rose sharply in July+AB{ and August}.');
    expect([shown(accept(pieces)), shown(reject(pieces))]).toEqual(['Cases grew in July and August.', 'Cases rose sharply in July.']);
  });

  it('gives, whatever was done by whom in whatever order, the text as it stands and the text as it was', () => {
    const text = fc.stringMatching(/^[ab .😀]{0,12}$/u);
    const edits = fc.array(fc.tuple(text, fc.constantFrom(AB, CD)), { maxLength: 6 });
    fc.assert(
      fc.property(text, edits, fc.infiniteStream(fc.boolean()), (base, all, choices) => {
        let pieces = all.reduce((now, [next, mark]) => reworded(now, next, mark), plain(base));
        expect(standing(pieces)).toBe(all.at(-1)?.[0] ?? base);
        expect(former(pieces)).toBe(base);
        const [accepted, rejected] = [standing(pieces), former(pieces)];
        expect(standing(accept(pieces))).toBe(accepted);
        expect(standing(reject(pieces))).toBe(rejected);
        for (let count = changesOf(pieces).length; count > 0; count = changesOf(pieces).length) {
          const [isAccepted] = choices.take(1);
          pieces = (isAccepted ? accept : reject)(pieces, changesOf(pieces)[0]);
        }
        expect(pieces.every(({ inserted, deleted }) => !inserted && !deleted)).toBe(true);
      }),
    );
  });

  it('is found as stretches that turn the one text into the other, and none cuts a character in two', () => {
    const any = fc.string({ unit: 'grapheme-composite', maxLength: 20 });
    fc.assert(
      fc.property(any, any, (before, after) => {
        const found = replacements(before, after);
        const made = found.reduceRight((now, { from, to, text }) => now.slice(0, from) + text + now.slice(to), before);
        expect(made).toBe(after);
        if (before.isWellFormed() && after.isWellFormed()) for (const { text } of found) expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});

const REPORT: Composition = {
  template: 'working-group-report',
  title: { en: 'Report', fr: 'Rapport' },
  masthead: null,
  parts: [
    {
      kind: 'paragraph',
      id: 'p1',
      role: 'observations',
      text: { en: 'The group observed:', fr: 'Le groupe a observé :' },
      footnote: { en: 'A note.' },
      points: [{ id: 'p2', text: { en: 'Cases rose.', fr: 'Les cas ont augmenté.' }, findings: [1], agreed: true }],
      findings: [],
    },
  ],
};
const reword = (document: Composition, text: Record<string, string>) => changePoint(document, 'p1', 'p2', { text });

describe('a document whose changes are tracked', () => {
  const editing = { mark: AB, original: 'en' as const };
  const edited = follow(REPORT, reword(REPORT, { en: 'Cases grew.', fr: 'Les cas ont augmenté.' }), editing);

  it('keeps the change of any of its texts at its place, and nothing of the others', () => {
    expect(edited.tracks?.map(({ place }) => place)).toEqual(['p2']);
    expect(shown(piecesOf(writtenAt(edited, 'p2'), 'en') ?? [])).toBe('Cases -AB{rose}+AB{grew}.');
    expect(schema.parse(JSON.parse(JSON.stringify(edited)))).toEqual(JSON.parse(JSON.stringify(edited)));
    const part = { ...(REPORT.parts[0] as Extract<Part, { kind: 'paragraph' }>), footnote: { en: 'Another note.' } };
    expect(follow(REPORT, { ...REPORT, parts: [part] }, editing).tracks?.map(({ place }) => place)).toEqual(['p1 footnote']);
  });

  it('forgets it when it is undone by writing, and with its place', () => {
    expect(
      follow(edited, reword(edited, { en: 'Cases rose.', fr: 'Les cas ont augmenté.' }), { ...editing, mark: null }).tracks,
    ).toBeUndefined();
    expect(follow(edited, { ...edited, parts: [] }, editing).tracks).toBeUndefined();
  });

  it('says in its checks what is open, in the language it is open in, and is not agreed before it is settled', () => {
    const kinds = (language: 'en' | 'fr') =>
      checkDocument(edited, language, [{ id: 1, stale: false }]).map(({ kind, point }) => [kind, point]);
    expect(kinds('en')).toContainEqual(['tracked', 'p2']);
    expect(kinds('fr')).not.toContainEqual(['tracked', 'p2']);
    const material = { findings: [{ id: 1, state: 'agreed', wording: null }] } as unknown as Material;
    expect([isAgreed({ composition: REPORT, material }), isAgreed({ composition: edited, material })]).toEqual([true, false]);
    expect(openWording({ composition: edited, material })).toEqual({ brackets: 0, changes: 1 });
    const settled = withWritten(
      edited,
      'p2',
      withPieces(writtenAt(edited, 'p2'), 'en', accept(piecesOf(writtenAt(edited, 'p2'), 'en') ?? []), 'en'),
    );
    expect(isAgreed({ composition: settled, material })).toBe(true);
    expect(isAgreed({ composition: { ...settled, title: { en: 'Report of the [Meeting]' } }, material })).toBe(false);
  });

  it('takes no changes that do not add up to its text', () => {
    const forged = { ...edited, parts: REPORT.parts };
    expect(piecesOf(writtenAt(forged, 'p2'), 'en')).toBeUndefined();
    expect(openWording({ composition: forged, material: { findings: [] } as unknown as Material }).changes).toBe(0);
  });
});

describe('a translation', () => {
  const editing = { mark: null, original: 'en' as const };
  const moved = follow(REPORT, reword(REPORT, { en: 'Cases fell.', fr: 'Les cas ont augmenté.' }), editing);

  it('is told to be of an earlier wording once the original changes, with that wording, and in the checks of its language', () => {
    expect(behindIn(writtenAt(moved, 'p2'))).toEqual(['fr']);
    expect(writtenAt(moved, 'p2').earlier).toEqual({ fr: 'Cases rose.' });
    expect(checkDocument(moved, 'fr', []).map(({ kind }) => kind)).toContain('earlier-original');
    expect(checkDocument(moved, 'en', []).map(({ kind }) => kind)).not.toContain('earlier-original');
  });

  it('is up to date once it is written anew, found right, or the original is as it was', () => {
    const anew = follow(moved, reword(moved, { en: 'Cases fell.', fr: 'Les cas ont diminué.' }), editing);
    expect(anew.tracks).toBeUndefined();
    expect(behindIn(stillRight(writtenAt(moved, 'p2'), 'fr'))).toEqual([]);
    expect(follow(moved, reword(moved, { en: 'Cases rose.', fr: 'Les cas ont augmenté.' }), editing).tracks).toBeUndefined();
  });

  it('does not make the original look old when it is corrected, and no other is flagged when both change at once', () => {
    expect(follow(REPORT, reword(REPORT, { en: 'Cases rose.', fr: 'Les cas ont crû.' }), editing).tracks).toBeUndefined();
    expect(follow(REPORT, reword(REPORT, { en: 'Cases fell.', fr: 'Les cas ont diminué.' }), editing).tracks).toBeUndefined();
  });

  it('is one by the language that the document names as its original', () => {
    expect([originalOf(REPORT), originalOf(withOriginal(moved, 'fr')), withOriginal(moved, 'fr').tracks]).toEqual(['en', 'fr', []]);
    expect(rewrite({ text: { en: 'A', fr: 'B' } }, { en: 'A', fr: 'C' }, { mark: null, original: 'fr' }).earlier).toEqual({ en: 'B' });
  });
});
