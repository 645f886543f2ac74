import { type Action, currentActions } from './actions.ts';

const SEQUENCE_MS = 1200;

/** A stroke as actions write it: `mod+k`, `mod+shift+z`, `/`, `?`, `g`, `F6`, `shift+F6`. */
export function strokeOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const named = event.key.length > 1 || event.ctrlKey || event.metaKey;
  const shift = event.shiftKey && named ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
}

/** True while a dialog is open: letters then belong to it. */
function isInDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** Listens for the keys of all current actions, sequences such as `g o` included. Returns a function that stops listening. */
export function listenForKeys(target: Window): () => void {
  let before = '';
  let at = 0;
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = strokeOf(event);
    const plain = !stroke.startsWith('mod+') && !/^(shift\+)?F\d/.test(stroke);
    if ((plain && isTyping(event.target)) || isInDialog()) return;
    const sequence = before && event.timeStamp - at < SEQUENCE_MS ? `${before} ${stroke}` : stroke;
    const actions = currentActions();
    const action = findByKeys(actions, sequence) ?? findByKeys(actions, stroke);
    before = !action && actions.some((one) => one.keys?.startsWith(`${stroke} `)) ? stroke : '';
    at = event.timeStamp;
    if (!action) return;
    event.preventDefault();
    action.run();
  };
  target.addEventListener('keydown', press);
  return () => target.removeEventListener('keydown', press);
}

function findByKeys(actions: Action[], keys: string): Action | undefined {
  return actions.findLast((action) => action.keys === keys);
}

const onMac = () => /mac/i.test(globalThis.navigator?.platform ?? '');

/** Keys as a person reads them: `Ctrl K`, `G O`. */
export function keysText(keys: string): string[] {
  return keys
    .split(' ')
    .flatMap((stroke) =>
      stroke
        .split('+')
        .map((part) =>
          part === 'mod' ? (onMac() ? '⌘' : 'Ctrl') : part === 'shift' ? 'Shift' : part.length === 1 ? part.toUpperCase() : part,
        ),
    );
}

/** Moves the focus to the next (or former) pane: every landmark marked `data-pane`, in the order of the page. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null || pane === document.body,
  );
  if (panes.length === 0) return;
  const now = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(now + step + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>(
    'a[href], button:not([disabled]), input:not([disabled]), select, [tabindex]:not([tabindex="-1"])',
  );
  (inside ?? next)?.focus();
}
