import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import { IconFolder, IconPackageExport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { Picked } from '../../../shared/native.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';
import type { InputOf, OutputOf } from '../../../shared/rpc.ts';
import { asStowageError } from '../../app/jobs.ts';
import { startJob, useNative } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';

type PackInput = InputOf<StowageContract['packs.build']>;
type Built = OutputOf<StowageContract['packs.build']>;

/** The templates of the contract, written out since the page holds the contract by type alone. */
const TEMPLATES: PackInput['template'][] = ['profile'];
/** Each language in its own words, so that anyone finds theirs. */
const OWN_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ru: 'Русский', es: 'Español' };

/** Runs the job and keeps what became of it. A pack that was cancelled is no error. */
function useBuild(onBuilt: (built: Built | null) => void) {
  const words = useWords();
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const build = async (input: PackInput) => {
    setIsRunning(true);
    setError(null);
    onBuilt(null);
    try {
      onBuilt(await startJob('packs.build', input, { label: words.text('briefing.job') }));
    } catch (thrown) {
      const known = asStowageError(thrown);
      if (known.code !== 'cancelled') setError(known);
    } finally {
      setIsRunning(false);
    }
  };
  return { isRunning, error, build };
}

/** Template, title, languages, folder. */
export function PackForm({ onBuilt }: { onBuilt: (built: Built | null) => void }) {
  const words = useWords();
  const native = useNative();
  const filter = useView((view) => view.filter);
  const [template, setTemplate] = useState<PackInput['template']>('profile');
  const [title, setTitle] = useState('');
  const [languages, setLanguages] = useState<Language[]>([words.language]);
  const [folder, setFolder] = useState<Picked | null>(null);
  const { isRunning, error, build } = useBuild(onBuilt);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!folder) return;
    void build({ template, languages, filter, folder: folder.token, ...(title.trim() ? { title: title.trim() } : {}) });
  };
  const choose = async () => {
    const picked = await native.pickFolder('pack');
    if (picked) setFolder(picked);
  };
  return (
    <form onSubmit={submit} className={classes.form} aria-label={words.text('briefing.form')}>
      <Stack gap="md">
        <Radio.Group
          label={words.text('briefing.template.label')}
          value={template}
          onChange={(value) => setTemplate(TEMPLATES.find((one) => one === value) ?? 'profile')}
        >
          {TEMPLATES.map((one) => (
            <Radio
              key={one}
              value={one}
              label={words.text(`briefing.template.${one}.name`)}
              description={words.text(`briefing.template.${one}.text`)}
              mt={6}
            />
          ))}
        </Radio.Group>
        <TextInput
          label={words.text('briefing.titleField')}
          description={words.text('briefing.titleHint')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={words.text('briefing.languages')}
          value={languages}
          onChange={(chosen) => setLanguages(LANGUAGES.filter((one) => chosen.includes(one)))}
          error={languages.length === 0 && words.text('briefing.noLanguage')}
        >
          <Group gap="lg" mt={6}>
            {LANGUAGES.map((one) => (
              <Checkbox key={one} value={one} label={<span lang={one}>{OWN_NAMES[one]}</span>} />
            ))}
          </Group>
        </Checkbox.Group>
        <div>
          <div className={classes.label}>{words.text('briefing.folder')}</div>
          <Group gap="sm">
            <Button variant="default" leftSection={<IconFolder size={15} aria-hidden />} onClick={() => void choose()}>
              {words.text('briefing.choose')}
            </Button>
            <span className={classes.folder}>{folder ? folder.name : words.text('briefing.noFolder')}</span>
          </Group>
        </div>
        {error && <ErrorNote error={error} />}
        <Group>
          <Button
            type="submit"
            leftSection={<IconPackageExport size={15} aria-hidden />}
            disabled={!folder || languages.length === 0}
            loading={isRunning}
          >
            {words.text('briefing.build')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
