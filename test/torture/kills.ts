import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createWorkspace } from '../../electron/service/workspace/create.ts';
import { FLOOR_KDF } from '../../electron/service/workspace/derive.ts';
import { verifyWorkspace } from '../../electron/service/workspace/verify.ts';
import { idsCsv } from '../support/build.ts';
import { type CommandOutcome, startCommand } from '../support/command-line.ts';
import { storedRecords } from '../support/records.ts';
import { seeded, withOpen } from '../support/workspaces.ts';

export interface KillFigures {
  /** Processes that were killed before they had answered. */
  kills: number;
  /** Commands that had ended before their moment came. */
  tooLate: number;
  imports: { killed: number; stored: number };
  passphrases: { killed: number; changed: number };
  packs: { killed: number; recorded: number };
  /** What was wrong, in words. Must be empty. */
  faults: string[];
  /** Files in which a planted word was found. Must be empty. */
  leaks: string[];
}

/** Words that must never stand readable anywhere: one in a case, one in every passphrase. */
const PLANTED = { place: 'Quittenwerder-7431', passphrase: 'perambulating-okapi' };
const ROWS = 1500;
/** Kills fall between these shares of the time a command usually takes: what comes before is only the start of the process. */
const EARLIEST = 0.25;
const LATEST = 1.05;

interface Ground {
  root: string;
  folder: string;
  passphrase: string;
  figures: KillFigures;
  /** Imports and packs whose success was told before the kill. */
  acknowledged: { imports: number; packs: number };
  nextPassphrase: number;
  /** Milliseconds each command takes when it is left alone. */
  usual: Record<string, number>;
}

/** Kills the process that holds keys and database at random moments of imports, passphrase changes and packs, and looks at what is left. */
export async function killServices(count: number, seed: number): Promise<KillFigures> {
  const random = seeded(seed);
  const ground = await prepare();
  try {
    for (const name of Object.keys(ACTS)) await measure(ground, name);
    const names = Object.keys(ACTS);
    while (ground.figures.kills < count && ground.figures.tooLate < 5 * count) {
      const name = names[Math.floor(random() * names.length)] ?? 'import';
      await ACTS[name]?.(ground, (EARLIEST + random() * (LATEST - EARLIEST)) * (ground.usual[name] ?? 1000));
      await inspect(ground, `${name}, kill ${ground.figures.kills}`);
    }
    ground.figures.leaks.push(...findPlanted([ground.folder, join(ground.root, 'tmp'), join(ground.root, 'user')]));
    return ground.figures;
  } finally {
    rmSync(ground.root, { recursive: true, force: true });
  }
}

async function prepare(): Promise<Ground> {
  const root = mkdtempSync(join(tmpdir(), 'stowage-kills-'));
  for (const name of ['tmp', 'user']) mkdirSync(join(root, name));
  const folder = join(root, 'Desk.stowage');
  const passphrase = passphraseOf(0);
  await createWorkspace({ folder, name: 'Desk', sign: 'AB', passphrase, kdf: FLOOR_KDF });
  writeFileSync(join(root, 'cases.csv'), idsCsv(Array.from({ length: ROWS }, (_, row) => ({ PLACE: `${PLANTED.place} ${row}` }))));
  const figures: KillFigures = {
    kills: 0,
    tooLate: 0,
    imports: { killed: 0, stored: 0 },
    passphrases: { killed: 0, changed: 0 },
    packs: { killed: 0, recorded: 0 },
    faults: [],
    leaks: [],
  };
  return { root, folder, passphrase, figures, acknowledged: { imports: 0, packs: 0 }, nextPassphrase: 1, usual: {} };
}

const passphraseOf = (number: number) => `${PLANTED.passphrase}-${number}`;

/** Runs a command and kills it after so many milliseconds, or lets it end. */
async function runAndKill(ground: Ground, args: string[], after: number, env: Record<string, string> = {}): Promise<CommandOutcome> {
  const own = {
    STOWAGE_PASSPHRASE: ground.passphrase,
    TMPDIR: join(ground.root, 'tmp'),
    STOWAGE_USER_DATA: join(ground.root, 'user'),
    STOWAGE_CHECK_OUTPUT: '',
  };
  const { child, ended } = startCommand(ground.root, [...args, '--workspace', ground.folder, '--json'], { ...own, ...env });
  const started = Date.now();
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  const outcome = await ended;
  clearTimeout(timer);
  if (!outcome.signal) ground.usual[args[0] ?? ''] = Date.now() - started;
  if (outcome.code !== null && outcome.code !== 0) ground.figures.faults.push(`${args.join(' ')} refused: ${outcome.stderr.trim()}`);
  if (outcome.signal && outcome.stdout === '') ground.figures.kills += 1;
  else ground.figures.tooLate += 1;
  return outcome;
}

const ACTS: Record<string, (ground: Ground, after: number) => Promise<void>> = {
  async import(ground, after) {
    const { stdout, signal } = await runAndKill(ground, ['import', 'cases.csv', '--again'], after);
    if (stdout !== '') ground.acknowledged.imports += 1;
    if (signal) ground.figures.imports.killed += 1;
  },
  async passphrase(ground, after) {
    const next = passphraseOf(ground.nextPassphrase++);
    const { stdout, signal } = await runAndKill(ground, ['passphrase'], after, { STOWAGE_NEW_PASSPHRASE: next });
    if (signal) ground.figures.passphrases.killed += 1;
    const [opensOld, opensNew] = [await opens(ground, ground.passphrase), await opens(ground, next)];
    if (opensOld === opensNew) ground.figures.faults.push(`Of two passphrases ${opensOld ? 'both open' : 'none opens'} the workspace.`);
    if (stdout !== '' && !opensNew) ground.figures.faults.push('A passphrase change was acknowledged and lost.');
    if (opensNew) ground.passphrase = next;
    if (opensNew) ground.figures.passphrases.changed += 1;
  },
  async pack(ground, after) {
    const out = mkdtempSync(join(ground.root, 'pack-'));
    const { stdout, signal } = await runAndKill(ground, ['pack', 'profile', '--language', 'en', '--out', out], after);
    if (signal) ground.figures.packs.killed += 1;
    if (stdout !== '') {
      ground.acknowledged.packs += 1;
      const { files } = JSON.parse(stdout) as { files: { path: string; sha256: string }[] };
      for (const { path, sha256 } of files)
        if (hashOf(join(out, path)) !== sha256) ground.figures.faults.push(`${path} is not what was acknowledged.`);
    }
    rmSync(out, { recursive: true });
  },
};

async function measure(ground: Ground, name: string): Promise<void> {
  await ACTS[name]?.(ground, 60_000);
  await inspect(ground, `${name}, left alone`);
}

async function opens(ground: Ground, passphrase: string): Promise<boolean> {
  return withOpen(ground.folder, () => true, { passphrase }).catch(() => false);
}

/** Opens as anybody would, without any repair by hand, and compares with what was acknowledged. */
async function inspect(ground: Ground, when: string): Promise<void> {
  const fault = (text: string) => ground.figures.faults.push(`After ${when}: ${text}`);
  try {
    await withOpen(
      ground.folder,
      (db) => {
        const { ok, problems } = verifyWorkspace(db, ground.folder);
        if (!ok) fault(problems.map(({ message }) => message).join(' '));
        const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
        const imports = count('SELECT count(*) FROM import');
        const packs = count('SELECT count(*) FROM pack');
        const stored = Map.groupBy(storedRecords(db), ({ importId }) => importId);
        const whole = [...stored.values()].filter(
          (records) => new Set(records.map(({ id }) => id)).size === ROWS && records.length === ROWS,
        );
        if (whole.length !== stored.size || stored.size !== imports) fault('an import is there in part.');
        if (imports < ground.acknowledged.imports) fault('an acknowledged import is lost.');
        if (packs < ground.acknowledged.packs) fault('an acknowledged pack is lost.');
        ground.figures.imports.stored = imports;
        ground.figures.packs.recorded = packs;
      },
      { passphrase: ground.passphrase },
    );
  } catch (error) {
    fault(`the workspace does not open: ${String(error)}`);
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Files that hold a planted word, as UTF-8 or UTF-16. */
function findPlanted(folders: string[]): string[] {
  const words = Object.values(PLANTED).flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]);
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && words.some((word) => readFileSync(path).includes(word))),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
  const figures = await killServices(Number(values.count), Number(values.seed));
  console.log(JSON.stringify(figures, null, 2));
  process.exitCode = figures.faults.length + figures.leaks.length > 0 ? 1 : 0;
}
