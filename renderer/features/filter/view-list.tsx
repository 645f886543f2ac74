import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import type { SavedView } from '../../app/saved-views.ts';
import { useWords } from '../../app/words.tsx';
import classes from './filter.module.css';

interface ViewListProps {
  views: SavedView[];
  /** The view that was taken away last, which may come back. */
  removed: SavedView | null;
  onSave(): void;
  onOpen(view: SavedView): void;
  onRename(view: SavedView): void;
  onRemove(view: SavedView): void;
  onRestore(view: SavedView): void;
}

/** The saved views with what each of them shows. */
export function ViewList({ views, removed, onSave, onOpen, onRename, onRemove, onRestore }: ViewListProps) {
  const words = useWords();
  return (
    <>
      <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={onSave} data-autofocus>
        {words.text('explorer.views.save')}
      </Button>
      {views.length === 0 && <p className={classes.hint}>{words.text('explorer.views.none')}</p>}
      <ul className={classes.views}>
        {views.map((view) => (
          <li key={view.key}>
            <UnstyledButton className={classes.view} onClick={() => onOpen(view)}>
              <strong>{view.name}</strong>
              <span>
                {words.text('explorer.views.screen', {
                  screen: words.text(`frame.screen.${view.screen}`),
                  filter: describeFilter(view.filter, words).join('; ') || words.text('explorer.views.everything'),
                })}
              </span>
            </UnstyledButton>
            <Act label={words.text('explorer.views.rename', { name: view.name })} icon={IconPencil} onAct={() => onRename(view)} />
            <Act label={words.text('explorer.views.remove', { name: view.name })} icon={IconTrash} onAct={() => onRemove(view)} />
          </li>
        ))}
      </ul>
      {removed && (
        <p className={classes.hint}>
          {words.text('explorer.views.removed', { name: removed.name })}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => onRestore(removed)}>
            {words.text('explorer.views.restore')}
          </Button>
        </p>
      )}
    </>
  );
}

function Act({ label, icon: Icon, onAct }: { label: string; icon: typeof IconPencil; onAct(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={label} onClick={onAct}>
        <Icon size={15} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
