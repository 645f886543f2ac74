import { unlock } from '../../electron/service/workspace/unlock.ts';
import { PASSPHRASE } from './workspaces.ts';

/** A second process that opens the workspace named as its argument, says so, and holds it until it is ended. */
const unlocked = await unlock(process.argv[2] ?? '', { passphrase: PASSPHRASE });
process.stdout.write(`open ${unlocked.sign}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  unlocked.release();
  process.exit(0);
});
