import { noteSaved } from './keep-view.ts';
import { startJob } from './service.tsx';

const CASES = 50_000;
const SEED = 1;

/** Makes a file of invented cases in memory and imports it into the open workspace. A failure is shown in the job tray. */
export async function fillWithSample(): Promise<void> {
  try {
    const { file } = await startJob('app.sample', { cases: CASES, seed: SEED }, { label: { key: 'frame.sample.making' } });
    await startJob('imports.run', { file }, { label: { key: 'frame.sample.importing' } });
    noteSaved();
  } catch {
    // The tray has said it.
  }
}
