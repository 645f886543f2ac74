import { render } from '@testing-library/react';
import { createReconnectingClient } from '../../renderer/app/reconnect.ts';
import { Root } from '../../renderer/app/root.tsx';
import { createQueryClient } from '../../renderer/app/service.tsx';
import { useSession } from '../../renderer/app/session.ts';
import { type ScreenId, useView } from '../../renderer/app/view.ts';
import type { Language } from '../../shared/report/wording.ts';
import { completeJsdom } from './chart-page.tsx';
import { createFakeProfile, type FakeProfile } from './fake-profile.ts';

/** The whole page over invented cases, on one of its screens. */
export function mountProfile(screen: ScreenId, language: Language = 'en', rows = 600): FakeProfile {
  completeJsdom();
  const fake = createFakeProfile(rows, { screen });
  useSession.getState().leave();
  useView.getState().reset();
  useView.setState({ language, scheme: 'light', chosen: { language: true, scheme: true } });
  render(<Root client={createReconnectingClient(fake.connect)} native={fake.native} cache={createQueryClient()} env="test" />);
  return fake;
}
