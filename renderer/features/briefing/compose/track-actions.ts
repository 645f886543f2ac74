import type { Composition } from '../../../../shared/document/composition.ts';
import { decideAll, hasChanges } from '../../../../shared/document/settle.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { useActions } from '../../../app/actions.ts';
import { focusNextChange } from '../tracked-text.tsx';
import type { Desk } from './use-desk.ts';

export function withTracking({ tracking: _, ...document }: Composition, isOn: boolean): Composition {
  return isOn ? { ...document, tracking: true } : document;
}

/** What can be done about changes by keyboard and palette while the document is written. */
export function useTrackActions(desk: Desk, mode: 'write' | 'pages', language: Language): void {
  const isWriting = () => mode === 'write';
  const isOpen = () => isWriting() && hasChanges(desk.document, language);
  const decide = (isAccepted: boolean) => desk.edit(decideAll(desk.document, language, isAccepted));
  useActions([
    {
      id: 'compose-track',
      titleKey: 'compose.act.track',
      keys: 'mod+shift+e',
      group: 'screen',
      when: isWriting,
      run: () => desk.edit(withTracking(desk.document, !desk.document.tracking)),
    },
    { id: 'compose-next-change', titleKey: 'compose.act.nextChange', keys: 'mod+.', group: 'screen', when: isOpen, run: focusNextChange },
    { id: 'compose-accept-all', titleKey: 'compose.act.acceptAll', group: 'screen', when: isOpen, run: () => decide(true) },
    { id: 'compose-reject-all', titleKey: 'compose.act.rejectAll', group: 'screen', when: isOpen, run: () => decide(false) },
  ]);
}
