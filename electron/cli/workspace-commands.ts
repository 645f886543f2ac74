import { basename, dirname, join } from 'node:path';
import { type Command, withWorkspace } from './command.ts';
import { credentials, newPassphrase, openCommandDesk, workspacePath } from './desk.ts';
import { atMost, type Line, needed, pathOf, text, whole } from './options.ts';
import { type Answer, EXIT, textTable, UsageError } from './output.ts';

const NEW_PASSPHRASE = { 'new-passphrase-file': { type: 'string' } } as const;
const SUFFIX = '.stowage';
const DEFAULT_ENTRIES = 200;

export const workspaceCommands: Command[] = [
  {
    name: 'create',
    usage: '--workspace FOLDER --analyst SIGN',
    does: 'makes a new workspace and prints its recovery code, this once',
    options: {},
    run: create,
  },
  {
    name: 'passphrase',
    usage: '--workspace FOLDER [--new-passphrase-file FILE]',
    does: 'changes your passphrase (the new one also from STOWAGE_NEW_PASSPHRASE)',
    options: NEW_PASSPHRASE,
    run: changePassphrase,
  },
  {
    name: 'analyst add',
    usage: 'SIGN --workspace FOLDER [--new-passphrase-file FILE]',
    does: 'gives an analyst a passphrase of their own',
    options: NEW_PASSPHRASE,
    run: addAnalyst,
  },
  {
    name: 'analyst remove',
    usage: 'SIGN --workspace FOLDER',
    does: 'takes an analyst out and encrypts everything with a new key',
    options: {},
    run: removeAnalyst,
  },
  { name: 'verify', usage: '--workspace FOLDER', does: 'checks every page, the structure and the log', options: {}, run: verify },
  {
    name: 'log',
    usage: '--workspace FOLDER [--limit N]',
    does: 'shows who did what, newest first',
    options: { limit: { type: 'string' } },
    run: showLog,
  },
];

/** The folder is made as it is named; `.stowage` is added where it is missing. */
async function create(line: Line): Promise<Answer> {
  atMost(line, 0);
  const path = workspacePath(line.values, pathOf);
  const sign = needed(line.values, 'analyst');
  const file = text(line.values, 'passphrase-file') === undefined ? {} : await credentials(line.values);
  const passphrase =
    file.passphrase ??
    (await newPassphrase(line.values, 'passphrase-file', 'STOWAGE_PASSPHRASE', 'New passphrase (12 characters or more): '));
  const name = basename(path).endsWith(SUFFIX) ? basename(path).slice(0, -SUFFIX.length) : basename(path);
  const desk = openCommandDesk();
  try {
    const { recoveryCode } = await desk.client.call('workspace.create', { folder: desk.token(dirname(path)), name, sign, passphrase });
    const workspace = join(dirname(path), `${name}${SUFFIX}`);
    const text = `${workspace}\nRecovery code: ${recoveryCode}\nPrint it and keep it in a safe: it opens the workspace, and it is not shown again.`;
    return { json: { workspace, recoveryCode }, text };
  } finally {
    await desk.close();
  }
}

async function changePassphrase(line: Line): Promise<Answer> {
  atMost(line, 0);
  const current = await credentials(line.values);
  if (current.passphrase === undefined) throw new UsageError('The passphrase to change is missing.');
  const next = await newPassphrase(
    line.values,
    'new-passphrase-file',
    'STOWAGE_NEW_PASSPHRASE',
    'New passphrase (12 characters or more): ',
  );
  return withWorkspace(line, async ({ client }) => {
    await client.call('passphrase.change', { current: current.passphrase ?? '', next });
    return { json: { done: true }, text: 'The passphrase was changed.' };
  });
}

function signOf(line: Line): string {
  atMost(line, 1);
  const [sign] = line.positionals;
  if (!sign) throw new UsageError('The SIGN of the analyst is missing.');
  return sign;
}

async function addAnalyst(line: Line): Promise<Answer> {
  const sign = signOf(line);
  const passphrase = await newPassphrase(
    line.values,
    'new-passphrase-file',
    'STOWAGE_NEW_PASSPHRASE',
    `Passphrase for ${sign} (12 characters or more): `,
  );
  return withWorkspace(line, async ({ client }) => {
    await client.call('analysts.add', { sign, passphrase });
    return { json: { done: true }, text: `${sign} was added.` };
  });
}

function removeAnalyst(line: Line): Promise<Answer> {
  const sign = signOf(line);
  return withWorkspace(line, async ({ client, job }) => {
    await client.call('analysts.remove', { sign }, job);
    return { json: { done: true }, text: `${sign} was removed, and everything is encrypted with a new key.` };
  });
}

function verify(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client, job }) => {
    const found = await client.call('workspace.verify', {}, job);
    const lines = found.problems.map(({ code, message }) => `${code}: ${message}`);
    return { json: found, text: found.ok ? 'Nothing is wrong.' : lines.join('\n'), code: found.ok ? EXIT.done : EXIT.refused };
  });
}

function showLog(line: Line): Promise<Answer> {
  atMost(line, 0);
  const limit = whole(line.values, 'limit', DEFAULT_ENTRIES);
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('log.list', { limit });
    const rows = found.entries.map(({ seq, at, analyst, action, summary }) => [seq, at, analyst, action, summary]);
    return { json: found, text: textTable(['no', 'at', 'by', 'action', 'about'], rows) };
  });
}
