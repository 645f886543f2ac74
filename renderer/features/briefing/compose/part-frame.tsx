import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../../app/words.tsx';
import classes from './compose.module.css';

export interface Moves {
  onMove(by: number): void;
  onRemove(): void;
  /** A new one of the same kind behind it; absent where there is no such thing. */
  onAdd?(): void;
}

/** A part by its id, or a finding of the shelf. */
export const DRAGGED = 'application/x-stowage-part';
const FINDING = 'finding:';

export function dragOfFinding(id: number): string {
  return `${FINDING}${id}`;
}

export function findingOfDrag(dragged: string): number | null {
  return dragged.startsWith(FINDING) ? Number(dragged.slice(FINDING.length)) : null;
}

/** One part of the document with its handle: dragged, moved and taken out by pointer, menu or keys. */
export function PartFrame(props: { id: string; label: string; moves: Moves; onDrop(dragged: string): void; children: ReactNode }) {
  const words = useWords();
  const [isOver, setIsOver] = useState(false);
  const isPart = (event: DragEvent) => event.dataTransfer.types.includes(DRAGGED);
  return (
    <section
      className={classes.part}
      aria-label={props.label}
      data-part={props.id}
      data-over={isOver || undefined}
      onKeyDown={(event) => moveByKeys(event, props.moves)}
      onDragOver={(event) => {
        if (!isPart(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        if (!isPart(event)) return;
        event.preventDefault();
        setIsOver(false);
        props.onDrop(event.dataTransfer.getData(DRAGGED));
      }}
    >
      <span
        className={classes.grip}
        aria-hidden
        draggable
        title={words.text('compose.drag')}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED, props.id);
          event.dataTransfer.effectAllowed = 'move';
        }}
      >
        <IconGripVertical size={14} stroke={1.5} />
      </span>
      <div className={classes.partBody}>{props.children}</div>
      <PartMenu label={props.label} moves={props.moves} />
    </section>
  );
}

export function PartMenu({ label, moves }: { label: string; moves: Moves }) {
  const words = useWords();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} className={classes.partMenu} aria-label={words.text('compose.menu', { part: label })}>
          <IconDotsVertical size={14} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<kbd>Alt ↑</kbd>} onClick={() => moves.onMove(-1)}>
          {words.text('compose.up')}
        </Menu.Item>
        <Menu.Item rightSection={<kbd>Alt ↓</kbd>} onClick={() => moves.onMove(1)}>
          {words.text('compose.down')}
        </Menu.Item>
        {moves.onAdd ? (
          <Menu.Item rightSection={<kbd>Alt ↵</kbd>} onClick={moves.onAdd}>
            {words.text('compose.addAfter')}
          </Menu.Item>
        ) : null}
        <Menu.Item rightSection={<kbd>Alt ⌫</kbd>} onClick={moves.onRemove}>
          {words.text('compose.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Alt with the arrows moves, with Enter adds, with Backspace takes out. */
export function moveByKeys(event: KeyboardEvent, { onMove, onRemove, onAdd }: Moves): void {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  const acts: Record<string, (() => void) | undefined> = {
    ArrowUp: () => onMove(-1),
    ArrowDown: () => onMove(1),
    Backspace: onRemove,
    Enter: onAdd,
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
