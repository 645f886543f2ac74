import type { ParseArgsConfig } from 'node:util';
import { type CommandDesk, credentials, openCommandDesk, workspacePath } from './desk.ts';
import { type Line, pathOf } from './options.ts';
import type { Answer } from './output.ts';

/** One command of the command line. */
export interface Command {
  /** Words that call it, such as `analyst add`. */
  name: string;
  /** What follows the name. */
  usage: string;
  /** One line for `--help`. */
  does: string;
  options: NonNullable<ParseArgsConfig['options']>;
  run(line: Line): Promise<Answer>;
}

/** Runs on an unlocked workspace and locks it again, whatever happens. */
export async function withWorkspace(line: Line, work: (desk: CommandDesk) => Promise<Answer>): Promise<Answer> {
  const path = workspacePath(line.values, pathOf);
  const secret = await credentials(line.values);
  const desk = openCommandDesk();
  try {
    await desk.client.call('workspace.unlock', { folder: desk.token(path), ...secret });
    return await work(desk);
  } finally {
    await desk.close();
  }
}
