import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { StowageError } from '../../shared/errors.ts';

/** Asks on the terminal without showing what is typed; questions go to standard error, so that standard output stays clean. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new StowageError(
      'invalid-input',
      'A passphrase is needed, and nobody can be asked here. Give --passphrase-file FILE or set STOWAGE_PASSPHRASE.',
    );
  }
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new StowageError('cancelled', 'Cancelled. Nothing was changed.')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** A new passphrase, asked for twice. */
export async function askNewSecret(question: string): Promise<string> {
  const first = await askSecret(question);
  const second = await askSecret('The same again: ');
  if (first !== second) throw new StowageError('invalid-input', 'The two entries differ. Nothing was changed. Try again.');
  return first;
}
