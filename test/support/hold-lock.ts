import { takeLock } from '../../electron/service/workspace/lock-file.ts';

/** A process that holds the lock file given as its argument until it is killed. */
const lock = takeLock(process.argv[2] ?? '');
process.on('message', () => lock.release());
process.send?.('held');
