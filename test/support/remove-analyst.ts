import { removeAnalyst } from '../../electron/service/workspace/members.ts';
import { PASSPHRASE, withOpen } from './workspaces.ts';

/** A process that removes CD from the workspace named as its argument; it says when it starts and when that is acknowledged. */
await withOpen(
  process.argv[2] ?? '',
  (db, open) => {
    process.stdout.write('start\n');
    removeAnalyst(db, open, { sign: 'CD' });
    process.stdout.write('done\n');
  },
  { sign: 'AB', passphrase: PASSPHRASE },
);
