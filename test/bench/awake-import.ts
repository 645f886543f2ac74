import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openCommandDesk } from '../../electron/cli/desk.ts';

/*
 * One import while a page asks two light questions every 50 ms: the list of imports, and a page of the list of cases. Prints, as JSON, the
 * import's seconds, peak bytes of service and parser, and how long answers took. Run by `import.ts`, with `--expose-gc` as a host starts the service.
 */
const EVERY_MILLISECONDS = 50;
const QUESTIONS = { 'imports.list': {}, 'cases.window': { filter: { all: [] }, offset: 0, limit: 100 } } as const;

const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
const desk = openCommandDesk();
try {
  await desk.client.call('workspace.create', {
    folder: desk.token(folder),
    name: 'Bench',
    sign: 'BENCH',
    passphrase: 'a made-up passphrase for the bench',
  });
  const asked = askOnAndOn();
  const report = await desk.client.call('imports.run', { file: desk.token(resolve(process.argv[2] ?? '')) });
  const answers = await asked.stop();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const { seconds, rowsAccepted, parserPeakBytes } = report;
  process.stdout.write(JSON.stringify({ seconds, rowsAccepted, parserPeakBytes, peakBytes, answers }));
} finally {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Asks again 50 ms after the last question, answered or not. Milliseconds of each answer by question. */
function askOnAndOn(): { stop(): Promise<Record<string, number[]>> } {
  const took: Record<string, number[]> = Object.fromEntries(Object.keys(QUESTIONS).map((name) => [name, []]));
  const open = new Set<Promise<void>>();
  const ask = async (name: keyof typeof QUESTIONS) => {
    const asked = performance.now();
    await desk.client.call(name, QUESTIONS[name] as never);
    took[name]?.push(performance.now() - asked);
  };
  const timer = setInterval(() => {
    for (const name of Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]) {
      const answer = ask(name).finally(() => open.delete(answer));
      open.add(answer);
    }
  }, EVERY_MILLISECONDS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return took;
    },
  };
}
