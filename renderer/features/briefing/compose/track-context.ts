import { createContext } from 'react';
import type { Composition } from '../../../../shared/document/composition.ts';

/** The document whose texts are written, and how it is changed; null where nothing is decided about its wording. */
export const TrackContext = createContext<{ document: Composition; onEdit(next: Composition): void } | null>(null);
