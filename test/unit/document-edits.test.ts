import { describe, expect, it } from 'vitest';
import { bracketsOf, settle } from '../../shared/document/alternatives.ts';
import type { Composition, Part } from '../../shared/document/composition.ts';
import {
  addPart,
  addPoint,
  changePoint,
  findingsOf,
  freshId,
  movePart,
  movePoint,
  placePart,
  removePart,
  removePoint,
  withText,
} from '../../shared/document/edits.ts';
import { paragraphNumbers, pointLabel } from '../../shared/document/numbering.ts';

// Documents are made up; expected values were worked out by hand.

const heading = (id: string): Part => ({ kind: 'heading', id, level: 1, text: { en: id } });
const paragraph = (id: string, points: string[] = []): Part => ({
  kind: 'paragraph',
  id,
  role: 'text',
  text: { en: id },
  points: points.map((one) => ({ id: one, text: {}, findings: [4], agreed: false })),
  findings: [2],
});
const document = (...parts: Part[]): Composition => ({ template: 'trend-brief', title: {}, masthead: null, parts });
const ids = ({ parts }: Composition) => parts.map(({ id }) => id).join(' ');
const points = ({ parts }: Composition, at: number) =>
  parts.flatMap((part, index) => (index === at && part.kind === 'paragraph' ? part.points.map(({ id }) => id) : [])).join(' ');

describe('a rapporteur moves the parts of a document', () => {
  const three = document(heading('a'), paragraph('b'), paragraph('c'));

  it.each([
    ['c', -1, 'a c b'],
    ['a', 1, 'b a c'],
    ['a', 9, 'b c a'],
    ['c', -9, 'c a b'],
    ['x', 1, 'a b c'],
  ])('%s by %i', (id, by, expected) => {
    expect(ids(movePart(three, id, by))).toBe(expected);
  });

  it('by dragging one to the place of another', () => {
    expect(ids(placePart(three, 'a', 'c'))).toBe('b c a');
    expect(ids(placePart(three, 'c', 'a'))).toBe('c a b');
    expect(ids(placePart(three, 'a', 'x'))).toBe('a b c');
  });

  it('puts one behind another or at the end, and takes one out', () => {
    expect(ids(addPart(three, heading('d'), 'a'))).toBe('a d b c');
    expect(ids(addPart(three, heading('d'), null))).toBe('a b c d');
    expect(ids(removePart(three, 'b'))).toBe('a c');
  });

  it('and gives every new one an id of its own', () => {
    expect(freshId(document(heading('p3'), paragraph('x', ['p12'])))).toBe('p13');
    expect(freshId(document())).toBe('p1');
  });
});

describe('a rapporteur letters observations', () => {
  const one = document(paragraph('b', ['x', 'y', 'z']));

  it('in another order, with one more and one less', () => {
    expect(points(movePoint(one, 'b', 'z', -2), 0)).toBe('z x y');
    expect(points(addPoint(one, 'b', 'x'), 0)).toBe('x p1 y z');
    expect(points(removePoint(one, 'b', 'y'), 0)).toBe('x z');
  });

  it('and agrees on one', () => {
    const [part] = changePoint(one, 'b', 'y', { agreed: true }).parts;
    expect(part?.kind === 'paragraph' && part.points.map(({ agreed }) => agreed)).toEqual([false, true, false]);
  });

  it('as each language letters, beyond z too', () => {
    expect([0, 25, 26, 27, 51, 52].map((at) => pointLabel(at, 'en'))).toEqual(['(a)', '(z)', '(aa)', '(ab)', '(az)', '(ba)']);
    expect(pointLabel(2, 'fr')).toBe('c)');
    expect(pointLabel(2, 'ru')).toBe('c)');
    expect(pointLabel(2, 'es')).toBe('c)');
  });
});

describe('the numbers of paragraphs', () => {
  it('run over headings and figures, for findings too', () => {
    const { parts } = document(heading('a'), paragraph('b'), { kind: 'method', id: 'm' }, { kind: 'finding', id: 'f', finding: 1 });
    expect([...paragraphNumbers(parts)]).toEqual([
      ['b', 1],
      ['f', 2],
    ]);
  });

  it('the findings a document rests on are named once each', () => {
    expect(findingsOf(document(paragraph('b', ['x']), { kind: 'finding', id: 'f', finding: 4 }))).toEqual([2, 4]);
  });
});

describe('a text that is written in one language and not in another', () => {
  it('holds no empty wording', () => {
    expect(withText({ en: 'One' }, 'fr', 'Un')).toEqual({ en: 'One', fr: 'Un' });
    expect(withText({ en: 'One', fr: 'Un' }, 'fr', '')).toEqual({ en: 'One' });
  });
});

describe('wording under negotiation', () => {
  it('stands in brackets, nested ones within the outer', () => {
    const text = 'Cases [rose | grew [sharply]] in [most] States [';
    expect(bracketsOf(text).map(({ alternatives }) => alternatives)).toEqual([['rose', 'grew [sharply]'], ['most']]);
  });

  it.each([
    ['Cases [rose | grew] in July.', 'rose', 'Cases rose in July.'],
    ['Cases [sharply] rose.', null, 'Cases rose.'],
    ['Cases rose [sharply].', null, 'Cases rose.'],
    ['[In most States] cases rose.', null, 'cases rose.'],
  ])('%s is settled', (text, choice, expected) => {
    const [bracket] = bracketsOf(text);
    expect(bracket && settle(text, bracket, choice)).toBe(expected);
  });
});
