import { Button, NativeSelect, SegmentedControl, Switch, Tabs } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { LANGUAGES, type Language } from '../../../../shared/report/wording.ts';
import { useActions } from '../../../app/actions.ts';
import { useQueryOf } from '../../../app/service.tsx';
import { useSaved } from '../../../app/view.ts';
import { useWords } from '../../../app/words.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { IconAct } from '../../../ui/icon-act.tsx';
import { ScrollRegion } from '../../../ui/scroll-region.tsx';
import { ExportDialog } from '../export-dialog.tsx';
import { ChecksPane } from './checks-pane.tsx';
import classes from './compose.module.css';
import { EvidencePane, type Place } from './evidence-pane.tsx';
import { Pages } from './pages.tsx';
import { BesideContext, PaperContext } from './paper-context.ts';
import { Shelf } from './shelf.tsx';
import { useTrackActions, withTracking } from './track-actions.ts';
import { type Desk, useDesk } from './use-desk.ts';
import { Writing } from './writing.tsx';

type Mode = 'write' | 'pages';
const isMode = (value: unknown): value is Mode => value === 'write' || value === 'pages';
const isBeside = (value: unknown): value is Language | 'none' => value === 'none' || isLanguage(value);
const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

interface ComposerProps {
  id: number;
  onClose(): void;
}

/** A document on the desk: findings at the left, the page in the middle, checks and evidence at the right. */
export function Composer(props: ComposerProps) {
  const words = useWords();
  const state = useQueryOf('workspace.state', {}, { areas: ['workspace'] });
  const desk = useDesk(props.id, state.data?.analyst ?? '');
  if (desk === null) return <p className={classes.making}>{words.text('compose.opening')}</p>;
  if (!('document' in desk))
    return (
      <>
        {desk.error ? <ErrorNote error={desk.error} onRetry={desk.reload} /> : null}
        <Button m="md" variant="default" onClick={props.onClose}>
          {words.text('compose.back')}
        </Button>
      </>
    );
  return <OpenDesk {...props} desk={desk} />;
}

function OpenDesk({ id, desk, onClose }: ComposerProps & { desk: Desk }) {
  const words = useWords();
  const [language, setLanguage] = useSaved<Language>('briefing.language', words.language, isLanguage);
  const [mode, setMode] = useSaved<Mode>('briefing.mode', 'write', isMode);
  const [beside, setBeside] = useSaved<Language | 'none'>('briefing.beside', 'none', isBeside);
  const [place, setPlace] = useState<Place | null>(null);
  const [side, setSide] = useState<string | null>('checks');
  const [isExporting, setExporting] = useState(false);
  const paper = useQueryOf('documents.page', { id, language }, { areas: ['documents', 'findings', 'cases', 'recommendations', 'packs'] });
  useComposerActions(desk, mode, setMode, setLanguage);
  useTrackActions(desk, mode, language);
  useActions([{ id: 'compose-export', titleKey: 'compose.act.export', keys: 'mod+e', group: 'screen', run: () => setExporting(true) }]);
  return (
    <PaperContext value={paper.data?.paper ?? null}>
      <div className={classes.desk}>
        <h1 className={classes.spoken} tabIndex={-1} data-screen-title>
          {desk.document.title[words.language] ?? words.text(`briefing.template.${desk.document.template}.name`)}
        </h1>
        <header className={classes.head}>
          <Button size="xs" variant="subtle" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onClose}>
            {words.text('compose.back')}
          </Button>
          <strong className={classes.grow}>{words.text(`briefing.template.${desk.document.template}.name`)}</strong>
          <span className={classes.saved} role="status">
            {words.text(desk.error ? 'compose.notSaved' : desk.saving ? 'compose.saving' : 'compose.saved')}
          </span>
          <IconAct label={words.text('compose.act.undo')} isOff={desk.history.past.length === 0} onAct={desk.undo} icon={IconArrowBackUp} />
          <IconAct
            label={words.text('compose.act.redo')}
            isOff={desk.history.future.length === 0}
            onAct={desk.redo}
            icon={IconArrowForwardUp}
          />
          {mode === 'write' ? (
            <Switch
              size="xs"
              label={words.text('compose.tracked.mode')}
              checked={desk.document.tracking === true}
              onChange={(event) => desk.edit(withTracking(desk.document, event.currentTarget.checked))}
            />
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={words.text('compose.language')}
            value={language}
            onChange={(value) => isLanguage(value) && setLanguage(value)}
            data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          {mode === 'write' ? (
            <NativeSelect
              aria-label={words.text('compose.beside')}
              value={beside}
              onChange={(event) => isBeside(event.currentTarget.value) && setBeside(event.currentTarget.value)}
              data={['none' as const, ...LANGUAGES.filter((one) => one !== language)].map((value) => ({
                value,
                label: value === 'none' ? words.text('compose.besideNone') : `+ ${value.toUpperCase()}`,
              }))}
            />
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={words.text('compose.mode')}
            value={mode}
            onChange={(value) => isMode(value) && setMode(value)}
            data={[
              { value: 'write', label: words.text('compose.write') },
              { value: 'pages', label: words.text('compose.preview') },
            ]}
          />
          <Button size="xs" leftSection={<IconPackageExport size={14} aria-hidden />} onClick={() => setExporting(true)}>
            {words.text('compose.export')}
          </Button>
        </header>
        {desk.error ? (
          <div className={classes.trouble}>
            <ErrorNote error={desk.error} onRetry={desk.retry} />
            <Button size="xs" mt="xs" variant="default" onClick={desk.reload}>
              {words.text('compose.reload')}
            </Button>
          </div>
        ) : null}
        {paper.error ? <ErrorNote error={paper.error} onRetry={() => void paper.refetch()} /> : null}
        <div className={classes.panes} data-mode={mode}>
          {mode === 'write' ? (
            <aside className={classes.side} aria-label={words.text('compose.shelf.title')} data-pane>
              <Shelf document={desk.document} place={place} language={language} onEdit={desk.edit} />
            </aside>
          ) : null}
          <div className={classes.middle} data-pane aria-busy={paper.isFetching}>
            <ScrollRegion className={classes.scroller} label={words.text('compose.document')}>
              {mode === 'write' ? (
                <BesideContext value={beside === 'none' ? null : beside}>
                  <Writing desk={desk} language={language} onFocus={(part, point) => setPlace({ part, point })} />
                </BesideContext>
              ) : paper.data ? (
                <Pages paper={paper.data.paper} />
              ) : null}
            </ScrollRegion>
          </div>
          <aside className={classes.side} aria-label={words.text('compose.checks.title')} data-pane>
            <Tabs value={side} onChange={setSide} keepMounted={false}>
              <Tabs.List grow>
                <Tabs.Tab value="checks">{words.text('compose.checks.title')}</Tabs.Tab>
                <Tabs.Tab value="evidence">{words.text('compose.evidence.title')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="checks" pt="sm">
                <ChecksPane id={id} document={desk.document} language={language} made={paper.data?.checks} onEdit={desk.edit} />
              </Tabs.Panel>
              <Tabs.Panel value="evidence" pt="sm">
                <EvidencePane document={desk.document} place={place} language={language} onEdit={desk.edit} />
              </Tabs.Panel>
            </Tabs>
          </aside>
        </div>
        {isExporting ? (
          <ExportDialog
            id={id}
            document={desk.document}
            isSaving={desk.saving || desk.error !== null}
            made={paper.data?.checks}
            onClose={() => setExporting(false)}
            onChecks={(chosen) => {
              setLanguage(chosen);
              setSide('checks');
              setExporting(false);
            }}
          />
        ) : null}
      </div>
    </PaperContext>
  );
}

function useComposerActions(desk: Desk, mode: Mode, setMode: (mode: Mode) => void, setLanguage: (language: Language) => void): void {
  useActions([
    {
      id: 'compose-undo',
      titleKey: 'compose.act.undo',
      keys: 'mod+z',
      group: 'screen',
      when: () => desk.history.past.length > 0,
      run: desk.undo,
    },
    {
      id: 'compose-redo',
      titleKey: 'compose.act.redo',
      keys: 'mod+shift+z',
      group: 'screen',
      when: () => desk.history.future.length > 0,
      run: desk.redo,
    },
    {
      id: 'compose-mode',
      titleKey: 'compose.act.mode',
      keys: 'mod+p',
      group: 'screen',
      run: () => setMode(mode === 'write' ? 'pages' : 'write'),
    },
    ...LANGUAGES.map((language, at) => ({
      id: `compose-${language}`,
      titleKey: `compose.act.${language}`,
      keys: `mod+${at + 1}`,
      group: 'screen' as const,
      run: () => setLanguage(language),
    })),
  ]);
}
