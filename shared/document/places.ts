import type { Language } from '../report/wording.ts';
import type { Composition, Part, Texts } from './composition.ts';
import type { Editing, Track, Written } from './written.ts';
import { rewrite } from './written.ts';

/*
 * Every text of a document by its place: `title`, `masthead-meeting` and the like, the id of a part or point, or that of a part with
 * ` footnote`.
 */

/** Lines of a masthead that are written in each language. */
export const MASTHEAD_TEXTS = ['meeting', 'place', 'agendaItem', 'issue'] as const;

/** What is known of the text of one place. */
export interface PlaceTrack extends Track {
  place: string;
}

export function footnotePlace(part: string): string {
  return `${part} footnote`;
}

/** In the order of the document. */
export function placesOf({ title, masthead, parts }: Composition): [string, Texts][] {
  const lines = masthead ? MASTHEAD_TEXTS.map((name): [string, Texts] => [`masthead-${name}`, masthead[name]]) : [];
  return [['title', title], ...lines, ...parts.flatMap(placesOfPart)];
}

function placesOfPart(part: Part): [string, Texts][] {
  if (part.kind === 'heading') return [[part.id, part.text]];
  if (part.kind !== 'paragraph') return [];
  const note: [string, Texts][] = part.footnote ? [[footnotePlace(part.id), part.footnote]] : [];
  return [[part.id, part.text], ...note, ...part.points.map(({ id, text }): [string, Texts] => [id, text])];
}

export function trackOf({ tracks = [] }: Pick<Composition, 'tracks'>, place: string): Track {
  return tracks.find((track) => track.place === place) ?? {};
}

/** The text of a place with what is known of it; an empty one where there is no such place. */
export function writtenAt(document: Composition, place: string): Written {
  const text = placesOf(document).find(([one]) => one === place)?.[1] ?? {};
  return { ...trackOf(document, place), text };
}

/** The language the document was written in first; its other languages are translations. */
export function originalOf({ masthead, original }: Pick<Composition, 'masthead' | 'original'>): Language {
  return masthead?.originalLanguage ?? original ?? 'en';
}

/** With another original nothing is known any more of what was translated from what. */
export function withOriginal(document: Composition, original: Language): Composition {
  const tracks = document.tracks?.flatMap(({ place, changes }) => (changes ? [{ place, changes }] : []));
  const { masthead } = document;
  const named = masthead ? { masthead: { ...masthead, originalLanguage: original } } : { original };
  return { ...document, ...named, ...(tracks ? { tracks } : {}) };
}

/** The document with a text and its track in the place of what stood there. */
export function withWritten(document: Composition, place: string, { text, ...track }: Written): Composition {
  const others = (document.tracks ?? []).filter((one) => one.place !== place);
  const own = track.changes || track.earlier ? [{ place, ...track }] : [];
  return tracked(withPlace(document, place, text), [...others, ...own]);
}

/** An edited document with the changes of its texts kept, and translations that fell behind told. An edit that kept its own is left as it is. */
export function follow(before: Composition, after: Composition, editing: Editing): Composition {
  if (after.tracks !== before.tracks) return after;
  const texts = new Map(placesOf(before));
  const tracks = new Map((before.tracks ?? []).map(({ place, ...track }) => [place, track]));
  const followed = placesOf(after).map(([place, next]): PlaceTrack => {
    const text = texts.get(place) ?? {};
    const track = tracks.get(place);
    if (text === next) return { place, ...track };
    const { text: _, ...now } = rewrite({ ...track, text }, next, editing);
    return { place, ...now };
  });
  return tracked(
    after,
    followed.filter(({ changes, earlier }) => changes ?? earlier),
  );
}

function tracked({ tracks: _, ...document }: Composition, tracks: PlaceTrack[]): Composition {
  return tracks.length > 0 ? { ...document, tracks } : document;
}

function withPlace(document: Composition, place: string, text: Texts): Composition {
  if (place === 'title') return { ...document, title: text };
  const line = MASTHEAD_TEXTS.find((name) => place === `masthead-${name}`);
  if (line && document.masthead) return { ...document, masthead: { ...document.masthead, [line]: text } };
  return { ...document, parts: document.parts.map((part) => withPartPlace(part, place, text)) };
}

function withPartPlace(part: Part, place: string, text: Texts): Part {
  if (part.kind !== 'heading' && part.kind !== 'paragraph') return part;
  if (part.id === place) return { ...part, text };
  if (part.kind === 'heading') return part;
  if (footnotePlace(part.id) === place) return { ...part, footnote: text };
  return { ...part, points: part.points.map((point) => (point.id === place ? { ...point, text } : point)) };
}
