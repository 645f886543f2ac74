import { Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { RerunReport } from '../../../shared/contract/imports.ts';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { startJob, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/screen.tsx';
import type { Imported } from './import-state.ts';
import classes from './mapping.module.css';
import { RerunChanges } from './rerun-changes.tsx';
import { UnmappedValues } from './unmapped-values.tsx';

/** Reads the stored original rows of an import by another recipe: place values, see the differences, then apply them. */
export function Rerun({ imported, onClose }: { imported: Imported; onClose(): void }) {
  const words = useWords();
  const own = useQueryOf('imports.recipe', { id: imported.id }, { areas: ['imports'] });
  const saved = useQueryOf('recipes.list', {}, { areas: ['imports'] }).data?.recipes ?? [];
  const [edited, setEdited] = useState<{ base: string; recipe: Recipe } | null>(null);
  const [report, setReport] = useState<RerunReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<StowageError | null>(null);
  const base = edited?.base ?? 'own';
  const recipe = edited?.recipe ?? own.data?.recipe;
  const edit = (next: { base: string; recipe: Recipe }) => {
    setEdited(next);
    setReport(null);
  };
  const run = async (dryRun: boolean) => {
    if (!recipe) return;
    setBusy(true);
    setError(null);
    try {
      const label = { key: dryRun ? 'import.rerun.jobCompare' : 'import.rerun.jobApply', values: { file: imported.fileName } };
      const found = await startJob('imports.rerun', { id: imported.id, recipe, dryRun }, { label, quiet: true });
      if (!dryRun) noteSaved();
      setReport(found);
    } catch (thrown) {
      const known = asStowageError(thrown);
      if (known.code !== 'cancelled') setError(known);
    }
    setBusy(false);
  };
  const isApplied = report !== null && !report.dryRun;
  return (
    <Section
      title={words.text('import.rerun.title', { file: imported.fileName })}
      lead={words.text('import.rerun.lead')}
      actions={
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.text('frame.close')}
          </Button>
          <Button
            variant={report?.dryRun ? 'default' : 'filled'}
            loading={busy}
            disabled={!recipe || isApplied}
            onClick={() => void run(true)}
          >
            {words.text('import.rerun.compare')}
          </Button>
          {report?.dryRun ? (
            <Button loading={busy} onClick={() => void run(false)}>
              {words.text('import.rerun.apply')}
            </Button>
          ) : null}
        </Group>
      }
    >
      <div data-rerun={imported.id}>
        {(error ?? own.error) ? <ErrorNote error={(error ?? own.error) as StowageError} /> : null}
        <NativeSelect
          className={classes.unit}
          label={words.text('import.rerun.recipe')}
          value={base}
          data={[
            { value: 'own', label: words.text('import.rerun.own') },
            ...saved.map(({ id, title }) => ({ value: String(id), label: title })),
          ]}
          onChange={(event) => {
            const value = event.currentTarget.value;
            const from = saved.find(({ id }) => String(id) === value)?.recipe ?? own.data?.recipe;
            if (from) edit({ base: value, recipe: from });
          }}
        />
        {report ? <RerunChanges report={report} /> : null}
        {recipe && !isApplied ? (
          <UnmappedValues unmapped={imported.report.unmapped} recipe={recipe} onRecipe={(next) => edit({ base, recipe: next })} />
        ) : null}
      </div>
    </Section>
  );
}
