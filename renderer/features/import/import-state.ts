import { create } from 'zustand';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { Native, Picked } from '../../../shared/native.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { startJob } from '../../app/service.tsx';

export type FilePreview = OutputOf<StowageContract['imports.preview']>;
export type ImportReport = OutputOf<StowageContract['imports.run']>;
export type Imported = OutputOf<StowageContract['imports.list']>['imports'][number];

type Step =
  | { name: 'none' }
  | { name: 'reading' }
  | { name: 'preview'; file: Picked; preview: FilePreview; busy: boolean; error: StowageError | null }
  | { name: 'done'; fileName: string; report: ImportReport }
  | { name: 'failed'; error: StowageError; shownInTray: boolean };

/** Where the import stands; it outlives the screen, since the work goes on while the person looks elsewhere. */
const useStep = create<{ step: Step }>(() => ({ step: { name: 'none' } }));
const setStep = (step: Step) => useStep.setState({ step });

export function useImport(native: Native, words: Wording) {
  const step = useStep((state) => state.step);
  const choose = async () => {
    try {
      const file = await native.pickFile('import');
      if (!file) return;
      setStep({ name: 'reading' });
      const preview = await startJob(
        'imports.preview',
        { file: file.token },
        { label: words.text('import.job.reading', { file: file.name }), quiet: true },
      );
      setStep({ name: 'preview', file, preview, busy: false, error: null });
    } catch (error) {
      const known = asStowageError(error);
      setStep(known.code === 'cancelled' ? { name: 'none' } : { name: 'failed', error: known, shownInTray: false });
    }
  };
  const run = async (again: boolean) => {
    if (step.name !== 'preview') return;
    setStep({ ...step, busy: true, error: null });
    try {
      const label = words.text('import.job.running', { file: step.preview.fileName });
      const report = await startJob('imports.run', { file: step.file.token, again }, { label, quiet: true });
      noteSaved();
      setStep({ name: 'done', fileName: step.preview.fileName, report });
    } catch (error) {
      setStep({ ...step, busy: false, error: asStowageError(error) });
    }
  };
  return { step, choose, run, close: () => setStep({ name: 'none' }) };
}

/** Forgets the file under way; called when the workspace is locked. */
export function forgetImport(): void {
  setStep({ name: 'none' });
}
