import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { useView } from './view.ts';

const WordsContext = createContext<Wording | null>(null);

/** Gives the screens the words of the chosen language and tells the document its language. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const language = useView((view) => view.language);
  const words = useMemo(() => createWording(language), [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Wording {
  const words = useContext(WordsContext);
  if (!words) throw new Error('A screen stands outside WordsProvider.');
  return words;
}
