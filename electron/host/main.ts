import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startHost } from './host.ts';
import { userDataFolder } from './recents.ts';

/**
 * Entry of the browser host. Prints `READY <address>` on standard output; the address works once.
 * Each line on standard input prints a fresh one; a pipe that ends means that whoever started the host is gone.
 */
const host = await startHost({
  pages: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
  userData: userDataFolder(),
  port: Number(process.env.STOWAGE_PORT ?? 0),
});
const announce = () => process.stdout.write(`READY ${host.address()}\n`);
announce();
process.stdin.on('data', announce);

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  void host.stop().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// Left to Node this signal would open a debugger.
process.on('SIGUSR1', () => undefined);
if (process.stdin instanceof Socket && !process.stdin.isTTY) process.stdin.once('end', stop);
