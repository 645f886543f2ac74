import { Button, Popover, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Facet } from '../../../shared/domain/facets.ts';
import { useActions } from '../../app/actions.ts';
import { useWords } from '../../app/words.tsx';
import { facetName } from '../../ui/capital.ts';
import { FacetEditor } from './facet-editor.tsx';
import classes from './filter.module.css';

/** What the bar offers, most asked first. */
const OFFERED: Facet[] = [
  'date',
  'country',
  'drug',
  'transport',
  'concealment',
  'seizure-place',
  'departed',
  'destined',
  'produced',
  'mass',
  'source',
];

/** Facet first, then its values or its two ends. `/` opens it. */
export function AddFilter({ isFirst }: { isFirst: boolean }) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const [facet, setFacet] = useState<Facet | null>(null);
  const open = () => {
    setFacet(null);
    setIsOpen(true);
  };
  useActions([{ id: 'filter-add', titleKey: 'filter.add', keys: '/', group: 'screen', run: open }]);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" width={320} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => (isOpen ? setIsOpen(false) : open())}
          aria-keyshortcuts="/"
          className={classes.add}
        >
          {words.text(isFirst ? 'filter.addFirst' : 'filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.text('filter.add')}>
        {facet ? (
          <>
            <UnstyledButton className={classes.back} onClick={() => setFacet(null)}>
              <IconArrowLeft size={13} aria-hidden /> {words.text('filter.back')}
            </UnstyledButton>
            <FacetEditor key={facet} facet={facet} onDone={() => setIsOpen(false)} />
          </>
        ) : (
          <FacetMenu onChoose={setFacet} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function FacetMenu({ onChoose }: { onChoose: (facet: Facet) => void }) {
  const words = useWords();
  const step = (event: React.KeyboardEvent<HTMLUListElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    // The arrow keys serve the buttons inside, which take the focus.
    <ul className={classes.facets} onKeyDown={step}>
      {OFFERED.map((facet, at) => (
        <li key={facet}>
          <UnstyledButton className={classes.facet} onClick={() => onChoose(facet)} data-autofocus={at === 0 || undefined}>
            {facetName(words, facet)}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
