import { useMemo } from 'react';
import { REST } from '../../shared/analysis/parts/figure.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { useView } from '../app/view.ts';
import type { ChartControl } from '../blocks/marks.ts';
import type { PanelInput } from './panel-charts.ts';
import { activeCodes, dateRange, toggleAlso, toggleMarks, toggleOnly, toggleRange } from './toggle-filter.ts';

/** A click on a series filters it, dragging chooses months. */
export function useTimeControl({ filter, split }: Pick<PanelInput, 'filter' | 'split'>): ChartControl {
  const setFilter = useView((view) => view.setFilter);
  return useMemo(() => {
    const range = dateRange(filter);
    const ranged: ChartControl = {
      onRange: (from, to) => setFilter(toggleRange(filter, from, to)),
      range: range ? { from: range.from ?? '0000', to: range.to ?? '9999' } : undefined,
    };
    if (split === 'none') return ranged;
    const active = activeCodes(filter, split);
    return {
      ...ranged,
      onMark: ({ code }, also) => {
        if (code !== REST) setFilter(also ? toggleAlso(filter, split, code) : toggleOnly(filter, split, code));
      },
      isActive: ({ code }) => active.includes(code),
      hasActive: active.length > 0,
    };
  }, [filter, split, setFilter]);
}

/** A click on a value of one facet filters by it, and no more on the second click. */
export function useCodeControl({ filter }: Pick<PanelInput, 'filter'>, facet: CodeFacet): ChartControl {
  const setFilter = useView((view) => view.setFilter);
  return useMemo(() => {
    const active = activeCodes(filter, facet);
    return {
      onMark: ({ code }, also) => setFilter(also ? toggleAlso(filter, facet, code) : toggleOnly(filter, facet, code)),
      isActive: ({ code }) => active.includes(code),
      hasActive: active.length > 0,
    };
  }, [filter, facet, setFilter]);
}

/** A click on a cell of concealment by transport filters both. */
export function useHeatControl({ filter }: Pick<PanelInput, 'filter'>): ChartControl {
  const setFilter = useView((view) => view.setFilter);
  return useMemo(() => {
    const concealments = activeCodes(filter, 'concealment');
    const transports = activeCodes(filter, 'transport');
    const hasActive = concealments.length + transports.length > 0;
    const holds = (codes: string[], code: string | undefined) => codes.length === 0 || (code !== undefined && codes.includes(code));
    return {
      onMark: ({ code, key = '' }) =>
        setFilter(
          toggleMarks(filter, [
            { facet: 'concealment', code },
            { facet: 'transport', code: key },
          ]),
        ),
      hasActive,
      isActive: ({ code, key }) => hasActive && holds(concealments, code) && holds(transports, key),
    };
  }, [filter, setFilter]);
}
