import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Recipe, recipe as recipeSchema } from '../../../shared/contract/recipe.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Grant, Session } from '../context.ts';
import { stageTogether } from '../export/atomic-write.ts';

const MOST_BYTES = 5 * 1024 ** 2;
const SHOWN_PROBLEMS = 5;

const fault = (what: string): StowageError =>
  new StowageError('unreadable-file', `${what} Nothing was changed. Choose a recipe that Stowage wrote.`);

/** Reads a recipe from a chosen file of at most five megabytes; throws `unreadable-file` with what does not fit and where. */
export function readRecipe(grant: Grant): Recipe {
  const bytes = grant.kind === 'bytes' ? grant.bytes : bytesOfFile(grant.path);
  if (bytes.length > MOST_BYTES) throw fault('The file is larger than five megabytes, which no recipe is.');
  return parseRecipe(bytes);
}

function parseRecipe(bytes: Uint8Array): Recipe {
  const checked = recipeSchema.safeParse(jsonOf(bytes));
  if (checked.success) return checked.data;
  const problems = checked.error.issues
    .slice(0, SHOWN_PROBLEMS)
    .map(({ path, message }) => `${path.map(String).join('.') || 'the whole'}: ${message}`);
  const more = checked.error.issues.length - problems.length;
  throw fault(`This is no recipe of version 1: ${problems.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`);
}

function bytesOfFile(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw fault('The file is larger than five megabytes, which no recipe is.');
    return readFileSync(path);
  } catch (error) {
    if (error instanceof StowageError) throw error;
    throw new StowageError('unreadable-file', 'The recipe cannot be read. Nothing was changed. Check its path and your rights.');
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw fault('The file is not JSON in UTF-8.');
  }
}

/** Writes a recipe as readable JSON, whole or not at all; the log says so before the file bears its name. */
export async function writeRecipe(path: string, recipe: Recipe, writer: Session['writer']): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(recipe, null, 2)}\n`, 'utf8');
  try {
    const staged = stageTogether(dirname(path), [{ name: basename(path), bytes }]);
    try {
      await writer.run('log.append', { action: 'recipe.exported', objects: { columns: recipe.columns.length, bytes: bytes.length } });
      staged.place();
    } catch (error) {
      staged.drop();
      throw error;
    }
  } catch (error) {
    if (error instanceof StowageError) throw error;
    throw new StowageError(
      'not-permitted',
      'The recipe could not be written there. No file was left. Choose a folder that may be written to.',
    );
  }
}
