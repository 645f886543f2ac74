import type { Language } from '../report/wording.ts';
import type { Composition, Part, Point, Texts } from './composition.ts';

/*
 * Changes of a composition, each giving a new one. A part or point that is not there leaves it as it was.
 */

type Paragraph = Extract<Part, { kind: 'paragraph' }>;

/** An id that no part or point of the document bears. */
export function freshId({ parts }: Composition): string {
  const taken = parts.flatMap((part) => [part.id, ...(part.kind === 'paragraph' ? part.points.map(({ id }) => id) : [])]);
  const numbers = taken.map((id) => Number(/^p(\d+)$/.exec(id)?.[1] ?? 0));
  return `p${Math.max(0, ...numbers) + 1}`;
}

/** The text in one language; an empty one is as if it were not written. */
export function withText(texts: Texts, language: Language, text: string): Texts {
  const { [language]: _, ...others } = texts;
  return text === '' ? others : { ...others, [language]: text };
}

/** Puts a part behind another, or at the end. */
export function addPart(document: Composition, part: Part, after: string | null): Composition {
  const at = document.parts.findIndex(({ id }) => id === after);
  return { ...document, parts: document.parts.toSpliced(at < 0 ? document.parts.length : at + 1, 0, part) };
}

export function removePart(document: Composition, id: string): Composition {
  return { ...document, parts: document.parts.filter((part) => part.id !== id) };
}

export function changePart(document: Composition, id: string, change: (part: Part) => Part): Composition {
  return { ...document, parts: document.parts.map((part) => (part.id === id ? change(part) : part)) };
}

/** So many places down, or up where `by` is negative; not beyond the ends. */
export function movePart(document: Composition, id: string, by: number): Composition {
  return { ...document, parts: moved(document.parts, id, by) };
}

/** To the place another part has now. */
export function placePart(document: Composition, id: string, at: string): Composition {
  const place = (wanted: string) => document.parts.findIndex((part) => part.id === wanted);
  const [from, to] = [place(id), place(at)];
  return from < 0 || to < 0 ? document : movePart(document, id, to - from);
}

export function addPoint(document: Composition, partId: string, after: string | null): Composition {
  const point: Point = { id: freshId(document), text: {}, findings: [], agreed: false };
  return changePoints(document, partId, (points) => {
    const at = points.findIndex(({ id }) => id === after);
    return points.toSpliced(at < 0 ? points.length : at + 1, 0, point);
  });
}

export function removePoint(document: Composition, partId: string, id: string): Composition {
  return changePoints(document, partId, (points) => points.filter((point) => point.id !== id));
}

export function movePoint(document: Composition, partId: string, id: string, by: number): Composition {
  return changePoints(document, partId, (points) => moved(points, id, by));
}

export function changePoint(document: Composition, partId: string, id: string, change: Partial<Point>): Composition {
  return changePoints(document, partId, (points) => points.map((point) => (point.id === id ? { ...point, ...change } : point)));
}

function changePoints(document: Composition, partId: string, change: (points: Point[]) => Point[]): Composition {
  return changeParagraph(document, partId, (part) => ({ ...part, points: change(part.points) }));
}

export function changeParagraph(document: Composition, id: string, change: (part: Paragraph) => Paragraph): Composition {
  return changePart(document, id, (part) => (part.kind === 'paragraph' ? change(part) : part));
}

function moved<T extends { id: string }>(items: readonly T[], id: string, by: number): T[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  if (!item) return [...items];
  const to = Math.min(items.length - 1, Math.max(0, from + by));
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** Findings the document says or rests on, each once. */
export function findingsOf({ parts }: Composition): number[] {
  const ids = parts.flatMap((part) => {
    if (part.kind === 'finding') return [part.finding];
    return part.kind === 'paragraph' ? [...part.findings, ...part.points.flatMap(({ findings }) => findings)] : [];
  });
  return [...new Set(ids)];
}
