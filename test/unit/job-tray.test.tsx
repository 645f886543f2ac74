// @vitest-environment jsdom
import { act, cleanup, configure, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { announce, LiveRegion } from '../../renderer/app/announce.tsx';
import { JobTray } from '../../renderer/app/job-tray.tsx';
import { trackJob, useJobs } from '../../renderer/app/jobs.ts';
import { useView } from '../../renderer/app/view.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { LANGUAGES } from '../../shared/report/wording.ts';
import { renderPiece } from '../support/chart-page.tsx';

afterEach(() => {
  cleanup();
  useJobs.getState().clear();
  announce('');
});
// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });

const LABEL = { key: 'import.job.running', values: { file: 'invented.csv' } };

test('a person who changes the language while work goes on reads in the tray what it is in that language', async () => {
  renderPiece(<JobTray />);
  act(() => void trackJob({ label: LABEL }, () => new Promise(() => undefined)));
  for (const language of LANGUAGES) {
    act(() => useView.setState({ language }));
    const label = createWording(language).text(LABEL.key, LABEL.values);
    expect(label).toContain('invented.csv');
    expect((await screen.findByText(label)).closest('li')?.querySelector('[role="progressbar"]')?.getAttribute('aria-label')).toBe(label);
  }
});

test('and is not told a second time that it is under way', async () => {
  renderPiece(
    <>
      <LiveRegion />
      <JobTray />
    </>,
  );
  act(() => void trackJob({ label: LABEL }, () => new Promise(() => undefined)));
  const said = (language: 'en' | 'fr') =>
    createWording(language).text('frame.jobs.running', { label: createWording(language).text(LABEL.key, LABEL.values), percent: 0 });
  const region = await screen.findByText(said('en'));
  act(() => useView.setState({ language: 'fr' }));
  await screen.findByText(createWording('fr').text(LABEL.key, LABEL.values));
  await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
  expect(region.textContent).toBe(said('en'));
});
