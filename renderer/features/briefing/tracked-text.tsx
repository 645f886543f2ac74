import { Button, Menu, UnstyledButton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { type Change, changesOf, type Piece } from '../../../shared/document/pieces.ts';
import type { Decision } from '../../../shared/document/settle.ts';
import type { Language, Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import classes from './marked.module.css';
import { Marked } from './marked.tsx';

interface TrackedTextProps {
  pieces: readonly Piece[];
  language: Language;
  onDecide(decision: Decision): void;
}

/** A text with its open changes, each a button that says who changed what: Enter offers both ways, A accepts, R rejects, arrows go on. */
export function TrackedText({ pieces, language, onDecide }: TrackedTextProps) {
  const words = useWords();
  const changes = changesOf(pieces);
  const decide = (decision: Decision) => {
    const marks = marksIn(globalThis.document);
    const at = marks.findIndex((mark) => mark === globalThis.document.activeElement || mark.getAttribute('aria-expanded') === 'true');
    const home = marks[at]?.closest('[data-look], li');
    onDecide(decision);
    setTimeout(() => focusAfter(Math.max(at, 0), home), 0);
  };
  const parts: ReactNode[] = [];
  let last = 0;
  for (const [index, change] of changes.entries()) {
    parts.push(<Marked key={`before ${index}`} pieces={pieces.slice(last, change.from)} />);
    parts.push(
      <ChangeMark
        key={index}
        change={change}
        pieces={pieces.slice(change.from, change.to)}
        onDecide={(accept) => decide({ change: index, accept })}
      />,
    );
    last = change.to;
  }
  return (
    <fieldset className={classes.tracked} aria-label={words.text('compose.tracked.label')}>
      <p lang={language}>
        {parts}
        <Marked pieces={pieces.slice(last)} />
      </p>
      {changes.length > 1 ? (
        <div className={classes.all}>
          <Button size="compact-xs" variant="default" onClick={() => decide({ change: null, accept: true })}>
            {words.text('compose.tracked.acceptAll')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => decide({ change: null, accept: false })}>
            {words.text('compose.tracked.rejectAll')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

function ChangeMark({ change, pieces, onDecide }: { change: Change; pieces: Piece[]; onDecide(accept: boolean): void }) {
  const words = useWords();
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.change}
          data-change
          aria-label={changeText(change, words)}
          title={changeText(change, words)}
          onKeyDown={(event) => decideByKeys(event, onDecide)}
        >
          <Marked pieces={pieces} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{changeText(change, words)}</Menu.Label>
        <Menu.Item rightSection={<kbd>A</kbd>} onClick={() => onDecide(true)}>
          {words.text('compose.tracked.accept')}
        </Menu.Item>
        <Menu.Item rightSection={<kbd>R</kbd>} onClick={() => onDecide(false)}>
          {words.text('compose.tracked.reject')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function changeText({ by, on, inserted, deleted }: Change, words: Wording): string {
  const who = { by, on: words.date(on) };
  if (inserted && deleted) return words.text('compose.tracked.replaced', { ...who, from: deleted, to: inserted });
  return inserted
    ? words.text('compose.tracked.inserted', { ...who, text: inserted })
    : words.text('compose.tracked.deleted', { ...who, text: deleted });
}

/** By the place of the key, so that they work under every layout of the keyboard. */
function decideByKeys(event: KeyboardEvent<HTMLElement>, onDecide: (accept: boolean) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const marks = marksIn(globalThis.document);
  const step = (by: number) => focusMark(marks, marks.indexOf(event.currentTarget) + by);
  const acts: Record<string, () => void> = {
    KeyA: () => onDecide(true),
    KeyR: () => onDecide(false),
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
  };
  const act = acts[event.code];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** To the change behind the one that has the focus, or the first. */
export function focusNextChange(): void {
  const marks = marksIn(globalThis.document);
  const active = globalThis.document.activeElement;
  const at = marks.indexOf(active as HTMLElement);
  const behind = marks.findIndex((mark) => active && active.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  focusMark(marks, at >= 0 ? (at + 1) % marks.length : Math.max(behind, 0));
}

/** To the change that stands in the place of the one decided, or to the text it stood in. */
function focusAfter(at: number, home: Element | null | undefined): void {
  const marks = marksIn(globalThis.document);
  if (marks.length > 0) focusMark(marks, at);
  else home?.querySelector<HTMLElement>('textarea, button')?.focus();
}

function marksIn(document: Document): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-change]')];
}

function focusMark(marks: readonly HTMLElement[], at: number): void {
  marks[Math.min(Math.max(at, 0), marks.length - 1)]?.focus();
}
