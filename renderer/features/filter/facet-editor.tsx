import type { Facet } from '../../../shared/domain/facets.ts';
import { useWords } from '../../app/words.tsx';
import { facetName } from '../../ui/capital.ts';
import { FacetValues } from '../../ui/facet-values.tsx';
import { RangeEditor } from './range-editor.tsx';

/** How one facet is filtered: two ends for dates and mass, a list of values for all others. */
export function FacetEditor({ facet, onDone }: { facet: Facet; onDone: () => void }) {
  const words = useWords();
  return (
    <div>
      <strong style={{ display: 'block', marginBottom: 6 }}>{facetName(words, facet)}</strong>
      {facet === 'date' || facet === 'mass' ? <RangeEditor facet={facet} onDone={onDone} /> : <FacetValues facet={facet} />}
    </div>
  );
}
