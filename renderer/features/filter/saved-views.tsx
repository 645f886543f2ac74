import { Button, Popover, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import { type Action, useActions } from '../../app/actions.ts';
import { announce } from '../../app/announce.tsx';
import { keepAs, openView, removeView, type SavedView, storeView, useSavedViews } from '../../app/saved-views.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import classes from './filter.module.css';
import { ViewList } from './view-list.tsx';

/** What the menu shows: the list, or the field for the name of a view that is saved or renamed. */
type Open = { what: 'nothing' | 'list' } | { what: 'name'; view: SavedView | null };

/** Views by name: save the present one, open, rename, take away, take back. All of them are in the palette too. */
export function SavedViews() {
  const words = useWords();
  const views = useSavedViews();
  const [open, setOpen] = useState<Open>({ what: 'nothing' });
  const [removed, setRemoved] = useState<SavedView | null>(null);
  const name = (view: SavedView | null) => setOpen({ what: 'name', view });
  useActions([
    { id: 'view-save', titleKey: 'explorer.views.save', group: 'screen', run: () => name(null) },
    ...views.map(
      (view): Action => ({
        id: view.key,
        titleKey: 'explorer.views.open',
        values: { name: view.name },
        group: 'go',
        run: () => openView(view),
      }),
    ),
  ]);
  const close = () => {
    setOpen({ what: 'nothing' });
    setRemoved(null);
  };
  return (
    <Popover
      opened={open.what !== 'nothing'}
      onChange={(isOpen) => !isOpen && close()}
      position="bottom-end"
      width={340}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => (open.what === 'nothing' ? setOpen({ what: 'list' }) : close())}
        >
          {words.text('explorer.views.menu')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.text('explorer.views.list')}>
        {open.what === 'name' ? (
          <NameForm view={open.view} views={views} onDone={close} />
        ) : (
          <ViewList
            views={views}
            removed={removed}
            onSave={() => name(null)}
            onOpen={(view) => {
              close();
              openView(view);
            }}
            onRename={name}
            onRemove={(view) => {
              removeView(view);
              setRemoved(view);
              announce(words.text('explorer.views.removed', { name: view.name }));
            }}
            onRestore={(view) => {
              storeView(view);
              setRemoved(null);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function NameForm({ view, views, onDone }: { view: SavedView | null; views: SavedView[]; onDone(): void }) {
  const words = useWords();
  const filter = useView((state) => state.filter);
  const [name, setName] = useState(view?.name ?? '');
  const isTaken = views.some((one) => one.key !== view?.key && one.name === name.trim());
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || isTaken) return;
    storeView(view ? { ...view, name: name.trim() } : keepAs(useView.getState(), name.trim()));
    announce(words.text('explorer.views.saved', { name: name.trim() }));
    onDone();
  };
  const suggested = describeFilter(filter, words).join('; ') || words.text('explorer.views.everything');
  return (
    <form onSubmit={save} aria-label={words.text(view ? 'explorer.views.renaming' : 'explorer.views.dialog')}>
      <TextInput
        data-autofocus
        label={words.text('explorer.views.name')}
        placeholder={suggested}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isTaken ? words.text('explorer.views.taken') : undefined}
      />
      <div className={classes.nameActs}>
        <Button type="submit" disabled={name.trim() === '' || isTaken}>
          {words.text('explorer.views.keep')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {words.text('explorer.views.cancel')}
        </Button>
      </div>
    </form>
  );
}
