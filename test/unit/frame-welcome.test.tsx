// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FAKE_CODE, FAKE_PASSPHRASE } from '../support/fake-service.ts';
import { mountPage } from '../support/mount-page.tsx';

afterEach(cleanup);

const type = (label: RegExp, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

describe('a person without an open workspace', () => {
  it('sees the recent workspaces and opens one with the passphrase', async () => {
    const fake = mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Atlantic desk/ }));
    await screen.findByRole('option', { name: 'AB' });
    type(/^Passphrase/, FAKE_PASSPHRASE);
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByRole('navigation', { name: 'Screens' })).toBeTruthy();
    expect(fake.calls.find((call) => call.method === 'workspace.unlock')?.input).toEqual({
      folder: 'recent-0001',
      sign: 'AB',
      passphrase: FAKE_PASSPHRASE,
    });
  });

  it('is told what a wrong passphrase means and what to do, and keeps what was typed', async () => {
    mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Atlantic desk/ }));
    await screen.findByRole('option', { name: 'AB' });
    type(/^Passphrase/, 'not the right words');
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    const alert = await screen.findByRole('alert');
    expect(alert.dataset.error).toBe('wrong-passphrase');
    expect(alert.textContent).toContain('The workspace is whole.');
    expect(alert.textContent).toContain('Caps Lock');
    expect((screen.getByLabelText(/^Passphrase/) as HTMLInputElement).value).toBe('not the right words');
  });

  it('opens it with the recovery code instead', async () => {
    const fake = mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Atlantic desk/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Use the recovery code' }));
    await screen.findByLabelText(/Recovery code/);
    type(/Recovery code/, FAKE_CODE);
    await waitFor(() => expect((screen.getByRole('button', { name: 'Unlock' }) as HTMLButtonElement).disabled).toBe(false));
    fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
    await screen.findByRole('navigation', { name: 'Screens' });
    expect(fake.calls.find((call) => call.method === 'workspace.unlock')?.input).toEqual({
      folder: 'recent-0001',
      recoveryCode: FAKE_CODE,
    });
  });

  it('cannot create a workspace with a short or mistyped passphrase', async () => {
    mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Create a workspace/ }));
    type(/Name of the workspace/, 'North desk');
    type(/Sign of the analyst/, 'CD');
    fireEvent.click(screen.getByRole('button', { name: 'Choose a folder' }));
    await screen.findByText('Documents');
    type(/^Passphrase/, 'elevenchars');
    type(/once more/, 'elevenchars');
    expect(screen.getByText('1 more character is needed')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Create the workspace' }) as HTMLButtonElement).disabled).toBe(true);
    type(/^Passphrase/, 'twelve chars');
    expect((screen.getByRole('button', { name: 'Create the workspace' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('sees the recovery code once, and goes on only after saying that it is kept', async () => {
    mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Create a workspace/ }));
    type(/Name of the workspace/, 'North desk');
    type(/Sign of the analyst/, 'CD');
    fireEvent.click(screen.getByRole('button', { name: 'Choose a folder' }));
    await screen.findByText('Documents');
    type(/^Passphrase/, FAKE_PASSPHRASE);
    type(/once more/, FAKE_PASSPHRASE);
    fireEvent.click(screen.getByRole('button', { name: 'Create the workspace' }));
    expect((await screen.findByText(FAKE_CODE)).tagName).toBe('CODE');
    const go = screen.getByRole('button', { name: 'Go to the workspace' }) as HTMLButtonElement;
    expect(go.disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('I have kept the recovery code'));
    fireEvent.click(go);
    await screen.findByRole('navigation', { name: 'Screens' });
    expect(screen.queryByText(FAKE_CODE)).toBeNull();
  });

  it('reads the page in French after choosing it, and the document says so', async () => {
    mountPage();
    await screen.findByRole('button', { name: /Atlantic desk/ });
    fireEvent.click(screen.getByRole('button', { name: 'EN, Language: English' }));
    fireEvent.click(within(await screen.findByRole('menu')).getByText('Français'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Ouvrir un espace de travail' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('fr');
  });
});

describe('a newcomer who wants to try it', () => {
  it('makes a sample workspace, keeps its code, and finds it filled with invented cases', async () => {
    const fake = mountPage();
    fireEvent.click(await screen.findByRole('button', { name: /Explore the sample workspace/ }));
    expect(((await screen.findByLabelText(/Name of the workspace/)) as HTMLInputElement).value).toBe('Sample - invented cases');
    type(/Sign of the analyst/, 'CD');
    fireEvent.click(screen.getByRole('button', { name: 'Choose a folder' }));
    await screen.findByText('Documents');
    type(/^Passphrase/, FAKE_PASSPHRASE);
    type(/once more/, FAKE_PASSPHRASE);
    fireEvent.click(screen.getByRole('button', { name: 'Create the workspace' }));
    fireEvent.click(await screen.findByLabelText('I have kept the recovery code'));
    expect(fake.calls.some((call) => call.method === 'app.sample')).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Go to the workspace' }));
    await waitFor(() =>
      expect(fake.calls.find((call) => call.method === 'imports.run')?.input).toEqual({
        file: 'sample-0001',
        again: false,
        dryRun: false,
        decisions: {},
      }),
    );
    expect(fake.calls.filter((call) => call.method === 'app.sample')).toHaveLength(1);
  });
});
