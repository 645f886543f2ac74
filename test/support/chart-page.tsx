import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useView } from '../../renderer/app/view.ts';
import { WordsProvider } from '../../renderer/app/words.tsx';
import type { Language } from '../../shared/report/wording.ts';

/** What jsdom lacks and the charts ask for. */
export function completeJsdom(): void {
  window.matchMedia ??= (query) =>
    ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }) as unknown as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Element.prototype.scrollIntoView ??= () => undefined;
  if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });
}

/** A piece of the page in one language, without any service. */
export function renderPiece(piece: ReactNode, language: Language = 'en') {
  completeJsdom();
  useView.setState({ language, scheme: 'light' });
  return render(
    <MantineProvider env="test">
      <WordsProvider>{piece}</WordsProvider>
    </MantineProvider>,
  );
}
