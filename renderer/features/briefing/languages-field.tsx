import { Checkbox, Group } from '@mantine/core';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';

/** Each language in its own words, so that anyone finds theirs. */
const OWN_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' };

export function LanguagesField({ languages, onChange }: { languages: Language[]; onChange(languages: Language[]): void }) {
  const words = useWords();
  return (
    <Checkbox.Group
      label={words.text('briefing.languages')}
      value={languages}
      onChange={(chosen) => onChange(LANGUAGES.filter((one) => chosen.includes(one)))}
      error={languages.length === 0 && words.text('briefing.noLanguage')}
    >
      <Group gap="lg" mt={6}>
        {LANGUAGES.map((one) => (
          <Checkbox key={one} value={one} label={<span lang={one}>{OWN_NAMES[one]}</span>} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
