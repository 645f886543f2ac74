import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StowageError } from '../../shared/errors.ts';
import { UsageError } from './output.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

export interface Line {
  positionals: string[];
  values: Values;
}

/** Options that every command understands. */
export const COMMON: Options = {
  workspace: { type: 'string' },
  analyst: { type: 'string' },
  'passphrase-file': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** Throws a usage error that names the option which was not understood. */
export function parseLine(args: string[], options: Options): Line {
  try {
    const { positionals, values } = parseArgs({ args, options: { ...COMMON, ...options }, allowPositionals: true, strict: true });
    return { positionals, values: values as Values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'The command line was not understood');
  }
}

/** Throws a usage error that names the first word too many. */
export function atMost(line: Line, words: number): void {
  const extra = line.positionals[words];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many.`);
}

export function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

export function needed(values: Values, name: string): string {
  const value = text(values, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

export function many(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function whole(values: Values, name: string, otherwise: number): number {
  const value = text(values, name);
  if (value === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${name} is not a whole number.`);
  return Number(value);
}

/** A JSON value given on the line; its shape is checked by the service. */
export function json(values: Values, name: string): unknown {
  const value = text(values, name);
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new UsageError(`--${name} is not JSON.`);
  }
}

/** Relative paths are those of the folder the person stood in, which npm leaves in INIT_CWD. */
export function pathOf(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** A secret from a file: its first line, without the line end. */
export function secretFile(path: string): string {
  try {
    return (readFileSync(pathOf(path), 'utf8').split(/\r?\n/, 1)[0] ?? '').replace(/^\uFEFF/, '');
  } catch {
    throw new StowageError('unreadable-file', 'The passphrase file cannot be read. Nothing was changed. Check its path and your rights.');
  }
}
