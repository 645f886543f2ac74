import { useMemo } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { CodeField } from '../../../shared/contract/recipe.ts';
import type { PlacedValue } from '../../../shared/contract/understanding.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { isLost } from './outcomes.ts';

export type Suggestion = OutputOf<StowageContract['values.suggest']>['suggestions'][number]['suggestions'][number];

export interface Suggestions {
  of: Map<string, Suggestion[]>;
  /** The other values that are probably ways of writing the same. */
  alike: Map<string, string[]>;
}

const MOST_ASKED = 500;
/** Suggestions at least this good may be taken together, by a press of the person. */
const CERTAIN = 0.9;

/** What the vocabulary offers for values without a code, and which of them are written alike. */
export function useSuggestions(field: CodeField, source: string, values: PlacedValue[]): Suggestions {
  const words = useWords();
  const lost = useLost(values);
  const asked = lost.slice(0, MOST_ASKED).map(({ value }) => value);
  const found = useQueryOf(
    'values.suggest',
    { field, values: asked, source, language: words.language },
    { enabled: asked.length > 0, areas: ['imports'] },
  );
  const clusters = useQueryOf('values.clusters', { values: lost }, { enabled: lost.length > 1 });
  return useMemo(
    () => ({
      of: new Map(found.data?.suggestions.map((one) => [one.value, one.suggestions])),
      alike: alikeOf(clusters.data?.clusters ?? []),
    }),
    [found.data, clusters.data],
  );
}

/** The values without a code, those placed by hand included, so that placing one does not ask anew for the others. */
function useLost(values: PlacedValue[]): { value: string; count: number }[] {
  const asked = values.filter((value) => isLost(value) || value.by === 'choice').map(({ value, count }) => ({ value, count }));
  const key = JSON.stringify(asked);
  return useMemo((): { value: string; count: number }[] => JSON.parse(key), [key]);
}

function alikeOf(clusters: { values: { value: string }[] }[]): Map<string, string[]> {
  const alike = new Map<string, string[]>();
  for (const { values } of clusters)
    for (const { value } of values)
      alike.set(
        value,
        values.map((one) => one.value).filter((other) => other !== value),
      );
  return alike;
}

/** Values that still have no code and whose best suggestion is good and without a rival as good. */
export function certain(suggestions: Suggestions, values: PlacedValue[]): { value: string; codes: string[] }[] {
  return values.filter(isLost).flatMap(({ value }) => {
    const [best, next] = suggestions.of.get(value) ?? [];
    return best && best.score >= CERTAIN && (next?.score ?? 0) < best.score ? [{ value, codes: best.codes }] : [];
  });
}
