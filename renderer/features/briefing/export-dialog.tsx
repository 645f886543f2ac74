import { Button, Group, Modal, Stack, UnstyledButton } from '@mantine/core';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { isAgreed, type OpenWording, openWording } from '../../../shared/document/agreed.ts';
import { type CheckKind, checkDocument, type DocumentCheck } from '../../../shared/document/checks.ts';
import type { Composition } from '../../../shared/document/composition.ts';
import type { Picked } from '../../../shared/native.ts';
import type { Language } from '../../../shared/report/wording.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import { goToDisclosure } from '../../app/go-to-disclosure.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './briefing.module.css';
import { FolderField } from './folder-field.tsx';
import { LanguagesField } from './languages-field.tsx';
import { type LeavesAs, LeavesAsField } from './leaves-as-field.tsx';
import { PackFiles } from './pack-files.tsx';
import { type Built, useBuild } from './use-build.ts';

const STOPS: readonly CheckKind[] = ['no-permission', 'protected'];

interface ExportDialogProps {
  id: number;
  document: Composition;
  /** An edit is still on its way into the workspace. */
  isSaving: boolean;
  onClose(): void;
  /** What was found when the document was made; some of it stops the export. */
  made: DocumentCheck[] | undefined;
  /** To the checks of a language. */
  onChecks(language: Language): void;
}

/** From a composed document to files: languages, what the checks still find in each, folder, and what was written or why nothing was. */
export function ExportDialog({ id, document, isSaving, made, onClose, onChecks }: ExportDialogProps) {
  const words = useWords();
  const [languages, setLanguages] = useState<Language[]>([...LANGUAGES]);
  const [folder, setFolder] = useState<Picked | null>(null);
  const [built, setBuilt] = useState<Built | null>(null);
  const { isRunning, error, build } = useBuild(setBuilt);
  const { template } = document;
  const open = useOpenWording(document);
  const [form, setForm] = useState<LeavesAs>({ final: false, signs: false });
  const isRefused = form.final && open?.isAgreed === false;
  const run = () => folder && void build({ template, languages, folder: folder.token, documents: [id], ...form });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={words.text('compose.exporting.title')}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <Stack gap="md">
        <p className={classes.plain}>{words.text('compose.exporting.lead', { name: words.text(`briefing.template.${template}.name`) })}</p>
        <LanguagesField languages={languages} onChange={setLanguages} />
        <LeavesAsField form={form} isTracked={(open?.changes ?? 0) > 0} onChange={setForm} />
        {isRefused && open ? <NotFinal open={open} /> : null}
        <OpenChecks document={document} languages={languages} onChecks={onChecks} />
        <Stops made={made ?? []} onOpen={() => goToDisclosure(`document:${id}`)} />
        <FolderField folder={folder} onPick={setFolder} />
        {error ? <ErrorNote error={error} /> : null}
        {error?.code === 'not-permitted' ? (
          <Button variant="default" onClick={() => goToDisclosure(`document:${id}`)}>
            {words.text('disclosure.screen.open')}
          </Button>
        ) : null}
        {built ? <Done built={built} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.text('frame.close')}
          </Button>
          <Button
            leftSection={<IconPackageExport size={15} aria-hidden />}
            disabled={!folder || languages.length === 0 || isSaving || isRefused}
            loading={isRunning}
            onClick={run}
          >
            {words.text('compose.exporting.act')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What nobody has decided yet; null while the findings are not known. */
function useOpenWording(document: Composition): (OpenWording & { isAgreed: boolean }) | null {
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  if (!data) return null;
  const made = { composition: document, material: { findings: data.findings } };
  return { ...openWording(made), isAgreed: isAgreed(made) };
}

/** Why the document cannot leave as final. */
function NotFinal({ open }: { open: OpenWording }) {
  const words = useWords();
  const told = [
    open.changes > 0 ? words.text('compose.check.tracked', { n: open.changes }) : '',
    open.brackets > 0 ? words.text('compose.check.open-wording', { n: open.brackets }) : '',
  ].filter(Boolean);
  return (
    <div role="note" className={classes.stale}>
      <p className={classes.plain}>{words.text('compose.exporting.notFinal')}</p>
      <ul className={classes.stops}>
        {(told.length > 0 ? told : [words.text('compose.exporting.notAgreed')]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** What keeps the document, or figures of it, from leaving. */
function Stops({ made, onOpen }: { made: DocumentCheck[]; onOpen(): void }) {
  const words = useWords();
  const stops = made.filter(({ kind }) => STOPS.includes(kind));
  if (stops.length === 0) return null;
  return (
    <div>
      <ul className={classes.stops}>
        {stops.map(({ kind, n, of }) => (
          <li key={kind}>{words.text(`compose.check.${kind}`, { n, of })}</li>
        ))}
      </ul>
      <UnstyledButton className={classes.link} onClick={onOpen}>
        {words.text('disclosure.screen.open')}
      </UnstyledButton>
    </div>
  );
}

function Done({ built }: { built: Built }) {
  const words = useWords();
  return (
    <section role="status">
      <p className={classes.done}>{words.text('briefing.done.lead', { count: built.files.length })}</p>
      {built.notPrinted ? <p className={classes.stale}>{words.text('briefing.notPrinted')}</p> : null}
      <PackFiles files={built.files} />
    </section>
  );
}

/** How much the checks find in each language that was chosen; a line leads to them. */
function OpenChecks({ document, languages, onChecks }: Pick<ExportDialogProps, 'document' | 'onChecks'> & { languages: Language[] }) {
  const words = useWords();
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  if (!data) return null;
  return (
    <ul className={classes.openChecks} aria-label={words.text('compose.checks.title')}>
      {languages.map((language) => {
        const count = checkDocument(document, language, data.findings).length;
        return (
          <li key={language}>
            <span>{language.toUpperCase()}</span>
            {count === 0 ? (
              <span className={classes.good}>{words.text('compose.exporting.clear')}</span>
            ) : (
              <UnstyledButton className={classes.link} onClick={() => onChecks(language)}>
                {words.text('compose.exporting.open', { count })}
              </UnstyledButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
