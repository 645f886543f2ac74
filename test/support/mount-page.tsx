import { configure, render } from '@testing-library/react';
import { useJobs } from '../../renderer/app/jobs.ts';
import { createReconnectingClient } from '../../renderer/app/reconnect.ts';
import { Root } from '../../renderer/app/root.tsx';
import { createQueryClient } from '../../renderer/app/service.tsx';
import { useSession } from '../../renderer/app/session.ts';
import { useView } from '../../renderer/app/view.ts';
import { completeJsdom } from './chart-page.tsx';
import { createFakeService, type FakeService } from './fake-service.ts';

// Screens are loaded when they are first opened, which takes a busy machine seconds.
configure({ asyncUtilTimeout: 20_000 });

/** The whole page over a made-up service, in English and light unless the view says otherwise. */
export function mountPage(options: Parameters<typeof createFakeService>[0] = {}): FakeService {
  completeJsdom();
  const fake = createFakeService(options);
  useSession.getState().leave();
  useJobs.getState().clear();
  useView.getState().reset();
  useView.setState({ language: 'en', scheme: 'light', chosen: { language: false, scheme: false } });
  render(<Root client={createReconnectingClient(fake.connect)} native={fake.native} cache={createQueryClient()} env="test" />);
  return fake;
}
