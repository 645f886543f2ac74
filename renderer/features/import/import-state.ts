import { create } from 'zustand';
import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { StowageContract } from '../../../shared/contract/index.ts';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, Understanding } from '../../../shared/contract/understanding.ts';
import type { StowageError } from '../../../shared/errors.ts';
import type { Picked } from '../../../shared/native.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { advance, redo, startHistory, undo } from '../../app/history.ts';
import { asStowageError } from '../../app/jobs.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { startJob } from '../../app/service.tsx';
import * as drafts from './draft.ts';

export type Imported = OutputOf<StowageContract['imports.list']>['imports'][number];

/** A file on the bench: what was found in it, and what the person decided. */
export interface Bench {
  file: Picked;
  understanding: Understanding;
  /** As the service suggested it at first. */
  suggested: Recipe;
  history: drafts.History;
  questions: OpenQuestion[];
  /** The file is being read again with the newest decisions; what is shown is of the former ones. */
  reading: boolean;
  running: boolean;
  error: StowageError | null;
}

export type Step =
  | { name: 'none' }
  | { name: 'reading' }
  | { name: 'bench'; bench: Bench }
  | { name: 'done'; fileName: string; report: ImportReport }
  | { name: 'failed'; error: StowageError };

/** Where the import stands; it outlives the screen, since the work goes on while the person looks elsewhere. */
const useStep = create<{ step: Step }>(() => ({ step: { name: 'none' } }));
const setStep = (step: Step) => useStep.setState({ step });

/** Several values decided in a row are read as one change. */
const SETTLE_MS = 250;
let settling: ReturnType<typeof setTimeout> | undefined;
let reader: AbortController | null = null;

export function useImportStep(): Step {
  return useStep((state) => state.step);
}

export function currentBench(): Bench | null {
  const { step } = useStep.getState();
  return step.name === 'bench' ? step.bench : null;
}

function amend(change: Partial<Bench>): void {
  const bench = currentBench();
  if (bench) setStep({ name: 'bench', bench: { ...bench, ...change } });
}

/** The recipe as the person sees it: edited by hand, or as it was suggested. */
export function shownRecipe(bench: Bench): Recipe {
  return bench.history.now.recipe ?? bench.understanding.recipe;
}

/** Reads a chosen file for the first time, by a saved recipe where one is given. */
export async function openFile(file: Picked, recipe: Recipe | null = null): Promise<void> {
  stopReading();
  setStep({ name: 'reading' });
  const history = startHistory<drafts.Draft>({ ...drafts.UNTOUCHED, recipe, isLoaded: recipe !== null });
  try {
    const understanding = await understand(file, history.now);
    setStep({
      name: 'bench',
      bench: {
        file,
        understanding,
        suggested: understanding.recipe,
        history,
        questions: understanding.questions,
        reading: false,
        running: false,
        error: null,
      },
    });
  } catch (error) {
    failImport(asStowageError(error));
  }
}

function understand(file: Picked, draft: drafts.Draft, signal?: AbortSignal): Promise<Understanding> {
  const input = { file: file.token, decisions: draft.decisions, ...(draft.recipe ? { recipe: draft.recipe } : {}) };
  const label = { key: 'import.job.reading', values: { file: file.name } };
  return startJob('imports.understand', input, { label, quiet: true, ...(signal ? { signal } : {}) });
}

/** A decision: shown at once, and the file is read again with it. */
export function decide(next: drafts.Draft): void {
  step((history) => advance(history, next));
}

export function undoDecision(): void {
  step(undo);
}

export function redoDecision(): void {
  step(redo);
}

function step(move: (history: drafts.History) => drafts.History): void {
  const bench = currentBench();
  if (!bench || bench.running) return;
  amend({ history: move(bench.history), reading: true, error: null });
  stopReading();
  settling = setTimeout(() => void readAgain(), SETTLE_MS);
}

function stopReading(): void {
  clearTimeout(settling);
  reader?.abort();
  reader = null;
}

async function readAgain(): Promise<void> {
  const bench = currentBench();
  if (!bench) return;
  const own = new AbortController();
  reader = own;
  try {
    const found = await understand(bench.file, bench.history.now, own.signal);
    if (reader !== own) return;
    const questions = drafts.openQuestions(bench.questions, found, bench.history.now);
    const understanding = drafts.afterEdit(bench.understanding, found, bench.history.now);
    amend({ understanding, questions, reading: false, error: null });
  } catch (error) {
    if (reader !== own) return;
    const now = currentBench();
    const known = asStowageError(error);
    amend({ reading: false, error: known.code === 'cancelled' ? null : known, ...(now ? { history: undo(now.history) } : {}) });
  }
}

/** Stores the file by what was decided. */
export async function runImport(again: boolean): Promise<void> {
  const bench = currentBench();
  if (!bench || bench.reading) return;
  const { fileName } = bench.understanding.file;
  amend({ running: true, error: null });
  try {
    const input = { file: bench.file.token, recipe: shownRecipe(bench), decisions: bench.history.now.decisions, again };
    const report = await startJob('imports.run', input, { label: { key: 'import.job.running', values: { file: fileName } }, quiet: true });
    noteSaved();
    setStep({ name: 'done', fileName, report });
  } catch (error) {
    amend({ running: false, error: asStowageError(error) });
  }
}

export function closeImport(): void {
  stopReading();
  setStep({ name: 'none' });
}

/** Forgets the file under way; called when the workspace is locked. */
export function forgetImport(): void {
  closeImport();
}

export function failImport(error: StowageError): void {
  setStep(error.code === 'cancelled' ? { name: 'none' } : { name: 'failed', error });
}
