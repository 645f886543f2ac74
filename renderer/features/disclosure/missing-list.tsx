import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Missing } from '../../../shared/contract/disclosure.ts';
import type { StoredDocument } from '../../../shared/contract/documents.ts';
import type { StowageContract } from '../../../shared/contract/index.ts';
import { TEMPLATES, type Template } from '../../../shared/document/composition.ts';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { InputOf } from '../../../shared/rpc.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useSaved, useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { numbered } from '../../ui/numbered.ts';
import classes from './disclosure.module.css';
import { PermissionForm } from './permission-form.tsx';
import { ReleaseForm } from './release-form.tsx';

type Wishes = InputOf<StowageContract['disclosure.missing']>;
type MissingText = Extract<Missing, { kind: 'text' }>;
const isText = (value: unknown): value is string => typeof value === 'string';

/** A choice of what to look at: `all`, a template, or `document:3`. */
function wishesOf(chosen: string, documents: readonly StoredDocument[]): Pick<Wishes, 'template' | 'documents'> {
  const document = documents.find(({ id }) => chosen === `document:${id}`);
  if (document) return { template: document.template, documents: [document.id] };
  return { template: TEMPLATES.find((one) => one === chosen) ?? 'all', documents: [] };
}

/** What keeps a pack from leaving today, each with the way to settle it. */
export function MissingList() {
  const words = useWords();
  const filter = useView((view) => view.filter);
  const [chosen, setChosen] = useSaved<string>('disclosure.pack', 'all', isText);
  const [title, setTitle] = useSaved<string>('disclosure.title', '', isText);
  const [asked, setAsked] = useState<{ source: string; template: Template | null } | null>(null);
  const [read, setRead] = useState<MissingText | null>(null);
  const documents = useQueryOf('documents.list', {}, { areas: ['documents'] }).data?.documents ?? [];
  const isDraft = TEMPLATES.some((one) => one === chosen);
  const query = useQueryOf(
    'disclosure.missing',
    { ...wishesOf(chosen, documents), filter, ...(isDraft && title.trim() ? { title: title.trim() } : {}) },
    { areas: ['documents', 'packs', 'findings', 'cases', 'imports', 'recommendations'] },
  );
  const choices = [
    { value: 'all', label: words.text('disclosure.screen.missing.all') },
    ...TEMPLATES.map((value) => ({ value, label: words.text(`briefing.template.${value}.name`) })),
    ...documents.map((one) => ({
      value: `document:${one.id}`,
      label: words.text('disclosure.screen.missing.document', { id: one.id, title: titleOf(one, words) }),
    })),
  ];
  const missing = query.data?.missing;
  return (
    <>
      <NativeSelect
        label={words.text('disclosure.screen.missing.pack')}
        maw={480}
        data={choices}
        value={choices.some(({ value }) => value === chosen) ? chosen : 'all'}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {isDraft ? (
        <TextInput
          mt="xs"
          maw={480}
          label={words.text('briefing.titleField')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      ) : null}
      {query.error ? <ErrorNote error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isFetching ? (
        <p className={classes.soft} role="status">
          {words.text('frame.waiting')}
        </p>
      ) : null}
      {missing && missing.length === 0 && !query.isFetching ? <Nothing /> : null}
      {missing && missing.length > 0 ? (
        <>
          <p>{words.text('disclosure.screen.missing.lead', { count: missing.length })}</p>
          <ul className={classes.missing} aria-label={words.text('disclosure.screen.tab.missing')} aria-busy={query.isFetching}>
            {numbered(missing).map(({ at, item }) => (
              <li key={at}>
                <div>
                  <p>{sentenceOf(item, words)}</p>
                  {item.kind === 'text' && item.mentions.length > 0 ? (
                    <p className={classes.soft}>{words.text('disclosure.screen.missing.mentions', { words: mentionText(item) })}</p>
                  ) : null}
                </div>
                <Settle missing={item} onRecord={(source, template) => setAsked({ source, template })} onRead={setRead} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {asked ? <PermissionForm {...asked} onClose={() => setAsked(null)} /> : null}
      {read ? <ReleaseForm text={read} onClose={() => setRead(null)} /> : null}
    </>
  );
}

function Nothing() {
  const words = useWords();
  return (
    <div role="status">
      <p className={classes.clear}>
        <IconCircleCheck size={18} stroke={1.6} aria-hidden /> {words.text('disclosure.screen.missing.none')}
      </p>
      <p className={classes.soft}>{words.text('disclosure.screen.missing.noneText')}</p>
    </div>
  );
}

interface SettleProps {
  missing: Missing;
  onRecord(source: string, template: Template | null): void;
  onRead(text: MissingText): void;
}

/** The way to what settles it. */
function Settle({ missing, onRecord, onRead }: SettleProps) {
  const words = useWords();
  const { setScreen, setSaved } = useView.getState();
  const toFindings = () => {
    setSaved('briefing.document', null);
    setSaved('briefing.tab', 'findings');
    setScreen('briefing');
  };
  switch (missing.kind) {
    case 'originator': {
      const [only, ...others] = missing.templates;
      return (
        <Button variant="default" onClick={() => onRecord(missing.source, others.length === 0 ? (only ?? null) : null)}>
          {words.text('disclosure.screen.missing.record')}
        </Button>
      );
    }
    case 'text':
      return (
        <Button variant="default" onClick={() => onRead(missing)}>
          {words.text('disclosure.screen.missing.release')}
        </Button>
      );
    case 'agreement':
    case 'undone':
      return (
        <Button variant="default" onClick={toFindings}>
          {words.text('disclosure.screen.missing.findings')}
        </Button>
      );
    default:
      return null;
  }
}

function sentenceOf(missing: Missing, words: Wording): string {
  const key = 'disclosure.screen.missing';
  switch (missing.kind) {
    case 'originator': {
      const templates = missing.templates.map((template) => words.text(`briefing.template.${template}.name`)).join(', ');
      return words.text(`${key}.originator`, { source: missing.source, templates });
    }
    case 'text':
      return words.text(`${key}.text.${missing.about}`, { item: missing.item ?? 0, wording: missing.wording });
    case 'agreement':
      return words.text(`${key}.agreement`, { item: missing.finding, wording: missing.wording });
    case 'undone':
      return words.text(`${key}.undone`, { item: missing.finding, wording: missing.wording, sources: missing.sources.join(', ') });
    default: {
      const conditions = describeFilter(missing.filter, words).join('; ') || words.text(`${key}.everything`);
      return words.text(`${key}.untold`, { conditions });
    }
  }
}

function mentionText({ mentions }: MissingText): string {
  return mentions.map((one) => `“${one.words}”`).join(', ');
}

function titleOf({ title, template }: StoredDocument, words: Wording): string {
  return title[words.language] || Object.values(title).find(Boolean) || words.text(`briefing.template.${template}.name`);
}
