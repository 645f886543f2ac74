import { useView } from './view.ts';

/** Opens what is missing for a pack: `all`, a template, or `document:3`; `title` of a draft. */
export function goToDisclosure(pack: string, title = ''): void {
  const { setSaved, setScreen } = useView.getState();
  setSaved('disclosure.tab', 'missing');
  setSaved('disclosure.pack', pack);
  setSaved('disclosure.title', title);
  setScreen('disclosure');
}
