import { Button, Checkbox, Loader, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { withoutFacet } from '../../shared/domain/filter.ts';
import { useQueryOf } from '../app/service.tsx';
import { useView } from '../app/view.ts';
import { useWords } from '../app/words.tsx';
import { facetName } from './capital.ts';
import { ErrorNote } from './error-note.tsx';
import classes from './facet-values.module.css';
import { activeCodes, setCodes, toggleAlso } from './toggle-filter.ts';

const MOST_SHOWN = 200;

interface Value {
  code: string;
  label: string;
  missing: boolean;
  cases: number;
}

/** True for a second-level code, which stands under its group. */
function isUnderGroup(code: string): boolean {
  return /^[A-Z]\w?\.\w+$/.test(code);
}

/** Groups with their codes below them as the service orders them, what is missing last; chosen values that no longer occur stay listed. */
export function orderedValues(values: Value[], chosen: string[], search: string): Value[] {
  const known = new Set(values.map((value) => value.code));
  const lost = chosen.filter((code) => !known.has(code)).map((code) => ({ code, label: code, missing: false, cases: 0 }));
  const wanted = search.trim().toLocaleLowerCase();
  const found = [...values, ...lost].filter(
    (value) => value.label.toLocaleLowerCase().includes(wanted) || value.code.toLocaleLowerCase() === wanted,
  );
  return [...found.filter((value) => !value.missing), ...found.filter((value) => value.missing)];
}

/** The values of one facet under the rest of the filter, to tick. Each tick changes the workspace's filter at once. */
export function FacetValues({ facet }: { facet: CodeFacet }) {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const setFilter = useView((view) => view.setFilter);
  const [search, setSearch] = useState('');
  const foot = useId();
  const query = useQueryOf(
    'profile.values',
    { filter: withoutFacet(filter, facet), facet, language: words.language },
    { areas: ['cases', 'imports'] },
  );
  const chosen = activeCodes(filter, facet);
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loader size="xs" role="progressbar" aria-label={words.text('filter.loading')} />;
  const values = orderedValues(query.data.values, chosen, search);
  return (
    <div>
      <TextInput
        aria-label={words.text('filter.search', { facet: facetName(words, facet) })}
        placeholder={words.text('filter.searchHint')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        aria-describedby={foot}
        data-autofocus
      />
      <ul className={classes.list}>
        {values.slice(0, MOST_SHOWN).map((value) => (
          <li key={value.code}>
            <div
              className={classes.value}
              data-missing={value.missing || undefined}
              data-under={(!value.missing && isUnderGroup(value.code)) || undefined}
            >
              <Checkbox
                className={classes.label}
                label={value.label}
                checked={chosen.includes(value.code)}
                onChange={() => setFilter(toggleAlso(filter, facet, value.code))}
              />
              <span className={classes.count}>{words.number(value.cases)}</span>
            </div>
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <span id={foot} role="status">
          {words.text('filter.shown', {
            shown: words.number(Math.min(values.length, MOST_SHOWN)),
            count: values.length,
            all: words.number(values.length),
          })}
        </span>
        <Button variant="subtle" size="compact-xs" disabled={chosen.length === 0} onClick={() => setFilter(setCodes(filter, facet, []))}>
          {words.text('filter.free')}
        </Button>
      </div>
    </div>
  );
}
