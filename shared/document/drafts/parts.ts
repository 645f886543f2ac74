import type { ParagraphRole, Part, Point, Said, Texts } from '../composition.ts';

type Unnamed<P> = P extends Part ? Omit<P, 'id'> : never;
/** A part before it has its id. */
export type NewPart = Unnamed<Part>;
type NewPoint = Omit<Point, 'id'>;

/** Gives parts and points the ids `p1`, `p2`, … and `p2-1`, `p2-2`, … */
export function named(parts: NewPart[]): Part[] {
  return parts.map((part, index) => {
    const id = `p${index + 1}`;
    if (part.kind !== 'paragraph') return { ...part, id } as Part;
    return { ...part, id, points: part.points.map((point, at) => ({ ...point, id: `${id}-${at + 1}` })) };
  });
}

export function heading(level: 1 | 2, text: Texts): NewPart {
  return { kind: 'heading', level, text };
}

export function prose(text: Texts): NewPart {
  return { kind: 'paragraph', role: 'text', text, points: [], findings: [] };
}

export function lettered(role: ParagraphRole, text: Texts, points: NewPoint[]): NewPart {
  return { kind: 'paragraph', role, text, points: points.map((point) => ({ ...point, id: '' })), findings: [] };
}

/** A paragraph of what an analysis says. */
export function telling(...said: Said[]): NewPart {
  return { kind: 'paragraph', role: 'text', text: {}, points: [], findings: [], said };
}

export function said(analysis: string, at = 0): Said {
  return { analysis, settings: {}, at };
}

export function figure(block: 'chart' | 'table' | 'number', analysis: string, at = 0): NewPart {
  return { kind: 'figure', analysis, settings: {}, block, at };
}

export function written(text: Texts): NewPoint {
  return { text, findings: [], agreed: false };
}

export function quoted(one: Said): NewPoint {
  return { text: {}, findings: [], said: [one], agreed: false };
}

export function ofFinding(id: number): NewPoint {
  return { text: {}, findings: [id], agreed: false };
}
