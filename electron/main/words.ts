import en from '../../shared/locales/menu.en.json' with { type: 'json' };
import es from '../../shared/locales/menu.es.json' with { type: 'json' };
import fr from '../../shared/locales/menu.fr.json' with { type: 'json' };
import ru from '../../shared/locales/menu.ru.json' with { type: 'json' };

export type MenuWords = typeof en;

const WORDS: Record<string, MenuWords> = { en, es, fr, ru };

/** The words of the first language of the person's list that we have; English without any. */
export function menuWords(preferred: string[]): MenuWords {
  const known = preferred.map((tag) => WORDS[tag.slice(0, 2).toLowerCase()]).find((words) => words !== undefined);
  return known ?? en;
}
