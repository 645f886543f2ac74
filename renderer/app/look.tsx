import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronDown, IconContrastFilled, IconMoon, IconSun } from '@tabler/icons-react';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { SCHEMES, type Scheme, useView } from './view.ts';
import { useWords } from './words.tsx';

/** Each language in its own words, so that anyone finds theirs. */
const OWN_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' };
const ICONS: Record<Scheme, typeof IconSun> = { light: IconSun, dark: IconMoon, contrast: IconContrastFilled };

export function LanguageMenu() {
  const words = useWords();
  const setLanguage = useView((view) => view.setLanguage);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--ink)"
          px={8}
          aria-label={`${words.language.toUpperCase()}, ${words.text('frame.language.label')}: ${OWN_NAMES[words.language]}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words.language.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => setLanguage(language)}
            rightSection={<Tick on={language === words.language} />}
          >
            {OWN_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeMenu() {
  const words = useWords();
  const scheme = useView((view) => view.scheme);
  const setScheme = useView((view) => view.setScheme);
  const Current = ICONS[scheme];
  const label = `${words.text('frame.scheme.label')}: ${words.text(`frame.scheme.${scheme}`)}`;
  return (
    <Menu position="bottom-end">
      <Tooltip label={label}>
        <span>
          <Menu.Target>
            <ActionIcon aria-label={label}>
              <Current size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
        </span>
      </Tooltip>
      <Menu.Dropdown>
        {SCHEMES.map((one) => {
          const Icon = ICONS[one];
          return (
            <Menu.Item
              key={one}
              leftSection={<Icon size={15} stroke={1.6} aria-hidden />}
              onClick={() => setScheme(one)}
              rightSection={<Tick on={one === scheme} />}
            >
              {words.text(`frame.scheme.${one}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick({ on }: { on: boolean }) {
  return on ? <IconCheck size={14} aria-hidden /> : null;
}
