import { Kbd, Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Wording } from '../../shared/report/wording.ts';
import { type Action, currentActions, useActionRegistry } from './actions.ts';
import { showOverlay, useOverlay } from './global-actions.ts';
import { keysText } from './keyboard.ts';
import classes from './palette.module.css';
import { useWords } from './words.tsx';

const GROUPS: Action['group'][] = ['screen', 'go', 'workspace', 'view'];
const HIDDEN = ['palette', 'next-pane', 'former-pane'];

/** Every action by its name: type a part of it, Enter does it. */
export function Palette() {
  const words = useWords();
  const open = useOverlay((state) => state.open === 'palette');
  return (
    <Modal
      opened={open}
      onClose={() => showOverlay(null)}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': words.text('frame.palette.label') } }}
      padding={0}
      size="lg"
      yOffset="10vh"
      centered={false}
      transitionProps={{ duration: 0 }}
    >
      {open ? <Search words={words} /> : null}
    </Modal>
  );
}

function Search({ words }: { words: Wording }) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  // What is typed right after the key that opens it belongs here, to the first letter.
  useLayoutEffect(() => input.current?.focus(), []);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const sets = useActionRegistry((state) => state.sets);
  const found = useMemo(() => findActions(currentActions(sets), text, words), [sets, text, words]);
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (action: Action | undefined) => {
    if (!action) return;
    showOverlay(null);
    // After the dialog has given back the focus, so that the action may take it.
    setTimeout(() => action.run(), 0);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((now) => (Math.min(now, found.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') run(chosen);
  };
  useEffect(() => {
    document.getElementById(`${list}-${chosen?.id}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [list, chosen]);
  return (
    <>
      <TextInput
        ref={input}
        data-autofocus
        className={classes.input}
        variant="unstyled"
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        aria-label={words.text('frame.palette.label')}
        placeholder={words.text('frame.palette.open')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div id={list} role="listbox" aria-label={words.text('frame.palette.label')} className={classes.list}>
        {found.map((action) => (
          // The keys are handled by the input, which owns this list.
          <div
            key={action.id}
            id={`${list}-${action.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={action === chosen}
            className={classes.option}
            onClick={() => run(action)}
            onKeyDown={press}
          >
            <span>{words.text(action.titleKey, action.values)}</span>
            <span>{keysText(action.keys ?? '').map((key) => (key ? <Kbd key={key}>{key}</Kbd> : null))}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={classes.none}>{words.text('frame.palette.none')}</p> : null}
    </>
  );
}

/** Actions whose name holds every typed word, in any order; names that begin with the text come first. */
export function findActions(actions: Action[], text: string, words: Wording): Action[] {
  const parts = plain(text).split(/\s+/).filter(Boolean);
  const named = actions
    .filter((action) => !HIDDEN.includes(action.id))
    .map((action) => ({ action, name: plain(words.text(action.titleKey, action.values)) }));
  const rank = (name: string) => (parts[0] && name.startsWith(parts[0]) ? 0 : 1);
  return named
    .filter(({ name }) => parts.every((part) => name.includes(part)))
    .sort((a, b) => rank(a.name) - rank(b.name) || GROUPS.indexOf(a.action.group) - GROUPS.indexOf(b.action.group))
    .map(({ action }) => action);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
