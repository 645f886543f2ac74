import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { FACETS, type Facet } from '../../../shared/domain/facets.ts';
import type { Clause } from '../../../shared/domain/filter.ts';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import { useWords } from '../../app/words.tsx';
import { capital } from '../../ui/capital.ts';
import { facetOfClause } from '../../ui/toggle-filter.ts';
import { FacetEditor } from './facet-editor.tsx';
import classes from './filter.module.css';

function asFacet(name: string | undefined): Facet | undefined {
  return FACETS.find((facet) => facet === name);
}

/** One clause in words. A click on the words opens its editor, the cross takes it away. */
export function FilterChip({ clause, onRemove }: { clause: Clause; onRemove: () => void }) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const facet = asFacet(facetOfClause(clause));
  const sentence = capital(words, describeFilter({ all: [clause] }, words).join('; '));
  return (
    <span className={classes.chip} data-facet={facet}>
      <Popover
        opened={isOpen}
        onChange={setIsOpen}
        position="bottom-start"
        width={320}
        trapFocus
        returnFocus
        withinPortal
        disabled={!facet}
      >
        <Popover.Target>
          <button type="button" className={classes.chipWords} onClick={() => setIsOpen(!isOpen)} title={sentence}>
            {sentence}
          </button>
        </Popover.Target>
        <Popover.Dropdown>{facet && <FacetEditor facet={facet} onDone={() => setIsOpen(false)} />}</Popover.Dropdown>
      </Popover>
      <button type="button" className={classes.chipCross} onClick={onRemove} aria-label={words.text('filter.remove', { clause: sentence })}>
        <IconX size={13} stroke={2} aria-hidden />
      </button>
    </span>
  );
}
