import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Clause, Filter } from '../../../shared/domain/filter.ts';
import { withFacet } from '../../../shared/domain/filter.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { dateClause, massClause } from './ranges.ts';

type RangeFacet = 'date' | 'mass';

function ends(filter: Filter, facet: RangeFacet): { from: string; to: string } {
  const clause = filter.all.find((one) => 'facet' in one && one.facet === facet);
  const text = (value: unknown) => (value === undefined ? '' : String(value));
  return clause && 'from' in clause
    ? { from: text(clause.from), to: text(clause.to) }
    : { from: '', to: clause && 'to' in clause ? text(clause.to) : '' };
}

/** Two ends of a range, either of which may stay open; applied with Enter or the button. */
export function RangeEditor({ facet, onDone }: { facet: RangeFacet; onDone: () => void }) {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const setFilter = useView((view) => view.setFilter);
  const [range, setRange] = useState(() => ends(filter, facet));
  const [isWrong, setIsWrong] = useState(false);
  const read: (from: string, to: string) => Clause | undefined | null = facet === 'date' ? dateClause : massClause;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const clause = read(range.from, range.to);
    setIsWrong(clause === null);
    if (clause === null) return;
    setFilter(withFacet(filter, facet, clause));
    onDone();
  };
  const set = (end: 'from' | 'to') => (event: { currentTarget: { value: string } }) =>
    setRange({ ...range, [end]: event.currentTarget.value });
  return (
    <form onSubmit={apply}>
      <Group gap="xs" grow align="flex-start" wrap="nowrap">
        <TextInput
          label={words.text(`filter.${facet}.from`)}
          placeholder={words.text(`filter.${facet}.example`)}
          value={range.from}
          onChange={set('from')}
          error={isWrong}
          data-autofocus
        />
        <TextInput
          label={words.text(`filter.${facet}.to`)}
          placeholder={words.text(`filter.${facet}.example`)}
          value={range.to}
          onChange={set('to')}
          error={isWrong}
        />
      </Group>
      <p
        role={isWrong ? 'alert' : undefined}
        style={{ margin: '6px 0 8px', color: isWrong ? 'var(--bad)' : 'var(--ink-soft)', fontSize: '0.75rem' }}
      >
        {words.text(isWrong ? `filter.${facet}.wrong` : `filter.${facet}.hint`)}
      </p>
      <Button type="submit">{words.text('filter.apply')}</Button>
    </form>
  );
}
