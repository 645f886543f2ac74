import type { QueryClient } from '@tanstack/react-query';
import { forgetImport } from '../features/import/import-state.ts';
import { useJobs } from './jobs.ts';
import { flushView } from './keep-view.ts';
import type { StowageClient } from './service.tsx';
import { useSession } from './session.ts';
import { useView } from './view.ts';

/** Hides the content at once, saves the view, then locks: the service forgets its keys and ends. */
export async function lockWorkspace(client: StowageClient, by: 'person' | 'idle'): Promise<void> {
  const saved = flushView();
  useSession.getState().locked(by);
  await saved;
  // The service may be gone before it answers; the lock holds either way.
  await client.call('workspace.lock', {}).catch(() => undefined);
}

/** Locks and goes back to the list of workspaces. */
export async function leaveWorkspace(client: StowageClient): Promise<void> {
  await lockWorkspace(client, 'person');
  useSession.getState().leave();
}

/** Forgets whatever of the workspace the page still holds. */
export function forgetContent(cache: QueryClient): void {
  cache.removeQueries({ predicate: (query) => !['workspace.state', 'app.about'].includes(String(query.queryKey[0])) });
  useView.getState().reset();
  useJobs.getState().clear();
  forgetImport();
}
