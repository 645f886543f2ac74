import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { TEMPLATES } from '../../../shared/document/composition.ts';
import type { Picked } from '../../../shared/native.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { goToDisclosure } from '../../app/go-to-disclosure.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';
import { titleOf } from './document-title.ts';
import { FolderField } from './folder-field.tsx';
import { LanguagesField } from './languages-field.tsx';
import { type Built, type PackInput, useBuild } from './use-build.ts';

/** The templates of the contract: one document, or all six. */
const PACKS: PackInput['template'][] = [...TEMPLATES, 'all'];

/** Template, title, languages, composed documents that take the place of drafts, folder. */
export function PackForm({ onBuilt }: { onBuilt: (built: Built | null) => void }) {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const [template, setTemplate] = useState<PackInput['template']>('profile');
  const [title, setTitle] = useState('');
  const [languages, setLanguages] = useState<Language[]>([words.language]);
  const [documents, setDocuments] = useState<number[]>([]);
  const [folder, setFolder] = useState<Picked | null>(null);
  const { isRunning, error, build } = useBuild(onBuilt);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!folder) return;
    const named = template !== 'all' && documents.length === 0 && title.trim() ? { title: title.trim() } : {};
    void build({ template, languages, filter, folder: folder.token, documents, ...named });
  };
  const choose = (chosen: string) => {
    setTemplate(PACKS.find((one) => one === chosen) ?? 'profile');
    setDocuments([]);
  };
  return (
    <form onSubmit={submit} className={classes.form} aria-label={words.text('briefing.form')}>
      <Stack gap="md">
        <Radio.Group label={words.text('briefing.template.label')} value={template} onChange={choose}>
          {PACKS.map((one) => (
            <Radio
              key={one}
              value={one}
              label={words.text(`briefing.template.${one}.name`)}
              description={words.text(`briefing.template.${one}.text`)}
              mt={6}
            />
          ))}
        </Radio.Group>
        <Composed template={template} chosen={documents} onChange={setDocuments} />
        {template === 'all' || documents.length > 0 ? null : (
          <TextInput
            label={words.text('briefing.titleField')}
            description={words.text('briefing.titleHint')}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        <LanguagesField languages={languages} onChange={setLanguages} />
        <FolderField folder={folder} onPick={setFolder} />
        {error && <ErrorNote error={error} />}
        {error?.code === 'not-permitted' ? (
          <Button
            variant="default"
            onClick={() =>
              goToDisclosure(documents.length === 1 ? `document:${documents[0]}` : template, documents.length > 0 ? '' : title)
            }
          >
            {words.text('disclosure.screen.open')}
          </Button>
        ) : null}
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

/** Composed documents of the template; those that are chosen take the place of its draft. */
function Composed(props: { template: PackInput['template']; chosen: number[]; onChange(chosen: number[]): void }) {
  const words = useWords();
  const { data } = useQueryOf('documents.list', {}, { areas: ['documents'] });
  const fitting = (data?.documents ?? []).filter(({ template }) => props.template === 'all' || template === props.template);
  if (fitting.length === 0) return null;
  return (
    <Checkbox.Group
      label={words.text('briefing.composed')}
      description={words.text('briefing.composedHint')}
      value={props.chosen.map(String)}
      onChange={(chosen) => props.onChange(chosen.map(Number))}
    >
      {fitting.map((document) => (
        <Checkbox key={document.id} mt={6} value={String(document.id)} label={titleOf(document, words)} />
      ))}
    </Checkbox.Group>
  );
}
