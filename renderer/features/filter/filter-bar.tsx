import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { EVERYTHING } from '../../../shared/domain/filter.ts';
import { useActions } from '../../app/actions.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { isOnly, setCodes, withoutClause } from '../../ui/toggle-filter.ts';
import { AddFilter } from './add-filter.tsx';
import classes from './filter.module.css';
import { FilterChip } from './filter-chip.tsx';
import { FilterCount } from './filter-count.tsx';
import { SavedViews } from './saved-views.tsx';

/** True while letters and their undo belong to a field. */
function isTyping(): boolean {
  return document.activeElement?.matches('input:not([type=checkbox]):not([type=radio]), textarea') ?? false;
}

/** The one filter of the workspace: its clauses in words, what it leaves, and the way back. */
export function FilterBar() {
  const words = useWords();
  const { filter, past, future, setFilter, undo, redo } = useView();
  const leavesRepeatsOut = isOnly(filter, 'repeat', 'first');
  const canUndo = past.length > 0;
  const canRedo = future.length > 0;
  const clear = () => setFilter(EVERYTHING);
  useActions([
    { id: 'filter-undo', titleKey: 'filter.undo', keys: 'mod+z', group: 'screen', when: () => canUndo && !isTyping(), run: undo },
    { id: 'filter-redo', titleKey: 'filter.redo', keys: 'mod+shift+z', group: 'screen', when: () => canRedo && !isTyping(), run: redo },
    { id: 'filter-clear', titleKey: 'filter.clear', group: 'screen', when: () => filter.all.length > 0, run: clear },
  ]);
  return (
    <div className={classes.bar}>
      <div className={classes.clauses}>
        {filter.all.map((clause, at) => (
          <FilterChip key={JSON.stringify(clause)} clause={clause} onRemove={() => setFilter(withoutClause(filter, at))} />
        ))}
        <AddFilter isFirst={filter.all.length === 0} />
        {filter.all.length > 0 && (
          <Button variant="subtle" color="gray" onClick={clear}>
            {words.text('filter.clear')}
          </Button>
        )}
      </div>
      <Switch
        label={words.text('filter.repeats')}
        checked={leavesRepeatsOut}
        onChange={() => setFilter(setCodes(filter, 'repeat', leavesRepeatsOut ? [] : ['first']))}
      />
      <SavedViews />
      <FilterCount filter={filter} />
      <span className={classes.steps}>
        <Step label={words.text('filter.undo')} isOff={!canUndo} onStep={undo} icon={IconArrowBackUp} />
        <Step label={words.text('filter.redo')} isOff={!canRedo} onStep={redo} icon={IconArrowForwardUp} />
      </span>
    </div>
  );
}

function Step({ label, isOff, onStep, icon: Icon }: { label: string; isOff: boolean; onStep: () => void; icon: typeof IconArrowBackUp }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onStep}>
        <Icon size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
