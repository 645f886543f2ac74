import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idsCsv } from '../support/build.ts';
import { answerOf, type CommandOutcome, makeDesk, PASSPHRASE, runCommand, startCommand } from '../support/command-line.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const IN = ['--workspace', 'Desk.stowage'];
const errorOf = ({ stderr }: CommandOutcome) => (JSON.parse(stderr) as { error: { code: string; message: string } }).error;
const bytesOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const threeRows = () =>
  writeFileSync(join(folder, 'cases.csv'), idsCsv([{ PLACE: 'Made-up one' }, { PLACE: 'Made-up two' }, { PLACE: 'Made-up two' }]));

describe('an analyst on the command line', () => {
  it('creates a workspace beside where they stand, imports, lists, analyses and checks, with one JSON value each', async () => {
    const made = await answerOf<{ workspace: string; recoveryCode: string }>(folder, ['create', '--workspace', 'Desk', '--analyst', 'AB']);
    expect(made).toEqual({ workspace: join(folder, 'Desk.stowage'), recoveryCode: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/) });
    expect(readdirSync(made.workspace).sort()).toEqual(['data.db', 'keyring.bak', 'keyring.json', 'lock']);
    threeRows();
    const dry = await answerOf(folder, ['import', 'cases.csv', '--dry-run', ...IN]);
    expect(dry).toMatchObject({ rowsRead: 3, rowsAccepted: 3, exactRepeats: 1, dryRun: true });
    expect(await answerOf(folder, ['import', 'cases.csv', ...IN])).toMatchObject({
      rowsRead: 3,
      rowsAccepted: 3,
      rowsRejected: 0,
      exactRepeats: 1,
    });
    expect(await answerOf(folder, ['cases', '--limit', '2', ...IN])).toMatchObject({ total: 3, cases: [{ id: 1 }, { id: 2 }] });
    const spring = JSON.stringify({ all: [{ facet: 'date', from: '2014-04', to: '2014-05' }] });
    expect(await answerOf(folder, ['cases', '--filter', spring, ...IN])).toEqual({ total: 0, events: 0, cases: [] });
    const { analyses } = await answerOf<{ analyses: { id: string }[] }>(folder, ['analyse', ...IN]);
    expect(analyses.map(({ id }) => id)).toEqual(expect.arrayContaining(['cases-by-month', 'concealment-transport', 'coverage']));
    const run = await answerOf<{ blocks: { kind: string; columns?: { key: string }[]; rows?: unknown[][] }[] }>(folder, [
      'analyse',
      'cases-by-month',
      ...IN,
    ]);
    const table = run.blocks.find(({ kind }) => kind === 'table');
    expect(table?.columns?.map(({ key }) => key)).toEqual(['month', 'code', 'label', 'cases', 'massKg']);
    expect(await answerOf(folder, ['verify', ...IN])).toEqual({ ok: true, problems: [] });
    const log = await answerOf<{ entries: { action: string }[] }>(folder, ['log', '--limit', '3', ...IN]);
    expect(log.entries).toHaveLength(3);
  });

  it('is told that a file is already there, and may import it again', async () => {
    await makeDesk(folder);
    threeRows();
    await answerOf(folder, ['import', 'cases.csv', ...IN]);
    const again = await runCommand(folder, ['import', 'cases.csv', '--json', ...IN]);
    expect([again.code, again.stdout, errorOf(again).code]).toEqual([1, '', 'already-imported']);
    expect(await answerOf(folder, ['import', 'cases.csv', '--again', ...IN])).toMatchObject({ rowsAccepted: 3 });
  });

  it('writes a pack with its manifest', async () => {
    await makeDesk(folder);
    threeRows();
    await answerOf(folder, ['import', 'cases.csv', ...IN]);
    const made = await answerOf<{ files: { path: string; sha256: string }[]; manifest: string }>(folder, [
      'pack',
      'profile',
      '--language',
      'en',
      '--out',
      'packs/first',
      ...IN,
    ]);
    expect(readdirSync(join(folder, 'packs', 'first'))).toEqual(
      expect.arrayContaining(['profile.en.docx', 'profile.en.xlsx', 'manifest.json']),
    );
    for (const { sha256 } of made.files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('writes the six documents of a delegation with their figures, and says why no PDF is there', async () => {
    await makeDesk(folder);
    threeRows();
    await answerOf(folder, ['import', 'cases.csv', ...IN]);
    const made = await answerOf<{ files: { path: string }[]; notPrinted: string | null }>(
      folder,
      ['pack', 'all', '--language', 'es', '--out', 'pack', ...IN],
      { STOWAGE_CHROMIUM: '/nowhere' },
    );
    expect(made.files.map(({ path }) => path)).toEqual([
      ...[
        'working-group-report.es.docx',
        'country-statement.es.docx',
        'country-statement.es.xlsx',
        'trend-brief.es.docx',
        'trend-brief.es.xlsx',
      ],
      ...['slides.es.pptx', 'questionnaire.es.docx', 'annex.es.docx', 'annex.es.xlsx', 'figures.es.json', 'manifest.json'],
    ]);
    expect(made.notPrinted).toContain('none was found');
    const gone = await runCommand(folder, ['pack', 'slides', '--language', 'es', '--document', '7', '--out', 'other', '--json', ...IN]);
    expect([gone.code, errorOf(gone).code]).toEqual([1, 'not-found']);
    const final = await runCommand(folder, ['pack', 'slides', '--language', 'es', '--final', '--out', 'other', '--json', ...IN]);
    expect([final.code, errorOf(final).code, errorOf(final).message]).toEqual([1, 'not-permitted', expect.stringContaining('is a draft')]);
  });

  it('changes the passphrase, adds a colleague, and is removed by the colleague', async () => {
    const { recoveryCode } = await makeDesk(folder);
    writeFileSync(join(folder, 'new.txt'), 'the next made-up phrase\r\nnot this line');
    await answerOf(folder, ['passphrase', '--new-passphrase-file', 'new.txt', ...IN]);
    expect(errorOf(await runCommand(folder, ['verify', '--json', ...IN])).code).toBe('wrong-passphrase');
    await answerOf(folder, ['analyst', 'add', 'CD', '--passphrase-file', 'new.txt', ...IN], {
      STOWAGE_NEW_PASSPHRASE: 'a colleague of theirs',
    });
    await answerOf(folder, ['analyst', 'remove', 'AB', '--analyst', 'CD', ...IN], { STOWAGE_PASSPHRASE: 'a colleague of theirs' });
    expect(errorOf(await runCommand(folder, ['verify', '--json', '--passphrase-file', 'new.txt', ...IN])).code).toBe('wrong-passphrase');
    expect(await answerOf(folder, ['verify', ...IN], { STOWAGE_PASSPHRASE: 'a colleague of theirs' })).toEqual({ ok: true, problems: [] });
    const recovered = await runCommand(folder, ['verify', ...IN, '--json'], {
      STOWAGE_PASSPHRASE: '',
      STOWAGE_RECOVERY_CODE: recoveryCode,
    });
    expect(recovered.code).toBe(1);
  });

  it('writes the same invented sample twice without any workspace', async () => {
    const one = await answerOf<{ path: string; rows: number }>(folder, ['sample', 'one', '--cases', '50', '--seed', '3']);
    const other = await answerOf<{ path: string; rows: number }>(folder, ['sample', 'other', '--cases', '50', '--seed', '3']);
    expect([one.rows, one.path.includes('invented')]).toEqual([50, true]);
    expect(readFileSync(other.path)).toEqual(readFileSync(one.path));
  });

  it('sees nothing of a file that could steer the terminal, neither in what is told nor in a refusal', async () => {
    await makeDesk(folder);
    const harm = '\u001b[2J\u009b31m\u202eraft\u2066\u0007';
    const steering = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
    writeFileSync(join(folder, 'cases.csv'), idsCsv([{ TRANSPORT: `two\nlines ${harm}` }]));
    const told = await runCommand(folder, ['import', 'cases.csv', ...IN]);
    expect(told.stdout).toContain('two lines \ufffd[2J\ufffd31m\ufffdraft\ufffd\ufffd');
    writeFileSync(join(folder, `other ${harm}.csv`), 'one;two\n1;2\n');
    const refused = await runCommand(folder, ['import', `other ${harm}.csv`, ...IN]);
    expect(refused.stderr).toContain('other \ufffd[2J\ufffd31m\ufffdraft');
    const misused = await runCommand(folder, [harm]);
    expect([refused.code, misused.code]).toEqual([1, 2]);
    for (const text of [told.stdout, told.stderr, refused.stderr, misused.stderr]) expect(text.replaceAll('\n', '')).not.toMatch(steering);
  });

  it('is refused a filter that is no filter, instead of being given everything, and a sample without end', async () => {
    await makeDesk(folder);
    for (const filter of ['null', '0', '""', '[]']) {
      const refused = await runCommand(folder, ['cases', '--filter', filter, '--json', ...IN]);
      expect([filter, refused.code, errorOf(refused).code]).toEqual([filter, 1, 'invalid-input']);
    }
    expect((await runCommand(folder, ['sample', '.', '--cases', '99999999'])).code).toBe(2);
    expect((await runCommand(folder, ['sample', '.', '--cases', '0'])).code).toBe(2);
    writeFileSync(join(folder, 'taken'), 'a file');
    const taken = await runCommand(folder, ['pack', 'profile', '--language', 'en', '--out', 'taken', '--json', ...IN]);
    expect([taken.code, errorOf(taken).code]).toEqual([1, 'invalid-input']);
  });

  it('cancels an import with Ctrl+C, and nothing of it stays', async () => {
    await makeDesk(folder);
    await answerOf(folder, ['sample', '.', '--cases', '400000']);
    const running = startCommand(folder, ['import', 'invented-sample-400000-cases-seed-1.csv', '--json', ...IN]);
    // Rows are under way once the log of the database grows.
    await expect
      .poll(() => bytesOf(join(folder, 'Desk.stowage', 'data.db-wal')), { interval: 10, timeout: 20_000 })
      .toBeGreaterThan(200_000);
    running.child.kill('SIGINT');
    const outcome = await running.ended;
    expect([outcome.code, errorOf(outcome).code]).toEqual([1, 'cancelled']);
    expect(await answerOf(folder, ['cases', '--limit', '0', ...IN])).toMatchObject({ total: 0 });
    expect(await answerOf(folder, ['verify', ...IN])).toEqual({ ok: true, problems: [] });
  });

  it('is refused while another process has the workspace open, and let in when that one is killed', async () => {
    const { workspace } = await makeDesk(folder);
    const holder = fork(fileURLToPath(new URL('../support/hold-lock.ts', import.meta.url)), [join(workspace, 'lock')], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(holder, 'message');
    const refused = await runCommand(folder, ['verify', '--json', ...IN]);
    expect([refused.code, errorOf(refused).code]).toEqual([1, 'already-open']);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await answerOf(folder, ['verify', ...IN])).toEqual({ ok: true, problems: [] });
  });
});

describe('a command line that is not understood', () => {
  it.each([
    [['nothing']],
    [[]],
    [['import', '--workspace', 'x']],
    [['cases']],
    [['cases', '--workspace', 'x', '--limit', 'many']],
    [['cases', '--workspace', 'x', '--filter', '{']],
    [['analyse', '--workspace', 'x', '--set', 'no-value']],
    [['pack', 'poster', '--workspace', 'x']],
    [['pack', 'profile', '--workspace', 'x', '--language', 'de', '--out', 'y']],
    [['pack', 'slides', '--workspace', 'x', '--language', 'en', '--out', 'y', '--document', 'mine']],
    [['verify', '--workspace', 'x', '--passphrase', 'secret']],
    [['analyst']],
    [['detect']],
  ])('%j ends with 2, says why on standard error, and prints nothing', async (args) => {
    const { code, stdout, stderr } = await runCommand(folder, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.length).toBeGreaterThan(10);
    expect(stderr).not.toMatch(/at .*\.ts:/);
  });

  it('--help ends with 0 and lists the commands', async () => {
    const { code, stdout } = await runCommand(folder, ['--help']);
    expect(code).toBe(0);
    for (const name of [
      'create',
      'passphrase',
      'analyst add',
      'analyst remove',
      'import',
      'cases',
      'analyse',
      'pack',
      'verify',
      'sample',
      'log',
    ])
      expect(stdout).toContain(`  ${name} `);
    expect((await runCommand(folder, ['import', '--help'])).code).toBe(0);
  });

  it('a refusal ends with 1 and says what to do, as JSON where that was asked', async () => {
    const refused = await runCommand(folder, ['verify', '--workspace', 'nowhere', '--json']);
    expect([refused.code, refused.stdout, errorOf(refused).code]).toEqual([1, '', 'not-a-workspace']);
    const plain = await runCommand(folder, ['verify', '--workspace', 'nowhere']);
    expect(plain.stderr).toMatch(/^not-a-workspace: /);
  });

  it('nobody is asked for a passphrase where nobody sits', async () => {
    await makeDesk(folder);
    const env = { STOWAGE_PASSPHRASE: undefined } as unknown as Record<string, string>;
    const { code, stderr } = await runCommand(folder, ['verify', ...IN], env);
    expect([code, stderr.includes(PASSPHRASE)]).toEqual([1, false]);
    expect(stderr).toContain('STOWAGE_PASSPHRASE');
  });
});
