import { type ErrorShape, toErrorShape } from '../../shared/errors.ts';

/** Exit codes of the command line. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** What a command gives back: one JSON value, and the same in words. */
export interface Answer {
  json: unknown;
  text: string;
  /** `verify` that found something prints its result and still refuses. */
  code?: number;
}

/** A command line that was not understood. */
export class UsageError extends Error {}

/** Control characters, which can steer a terminal, and marks that turn the direction of text. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from data or an error, on one line: what could steer the terminal is replaced. */
function harmless(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(STEERING, '\ufffd');
}

/** Text whose line ends are the output's own. */
function harmlessLines(text: string): string {
  return text.split('\n').map(harmless).join('\n');
}

/** JSON in which every character that could steer a terminal stands as its escape, so that the value stays the same. */
function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function printAnswer(answer: Answer, asJson: boolean): number {
  process.stdout.write(asJson ? `${harmlessJson(answer.json)}\n` : `${harmlessLines(answer.text)}\n`);
  return answer.code ?? EXIT.done;
}

export function printError(error: unknown, asJson: boolean): number {
  const usage = error instanceof UsageError;
  const shape: ErrorShape = usage ? { code: 'invalid-input', message: error.message } : toErrorShape(error);
  const text = usage ? `${harmlessLines(shape.message)}\nTry --help.` : errorText(shape);
  process.stderr.write(asJson ? `${harmlessJson({ error: shape })}\n` : `${text}\n`);
  return usage ? EXIT.usage : EXIT.refused;
}

function errorText(shape: ErrorShape): string {
  const questions = shape.where?.questions ?? [];
  const lines = questions.map(({ id, options, evidence }) => `  --decide ${harmless(`${id}=${options.join('|')}   ${evidence}`)}`);
  const file = shape.where?.file === undefined ? '' : `${shape.where.file}: `;
  return [harmless(`${shape.code}: ${file}${shape.message}`), ...lines].join('\n');
}

/** A table in plain text; numbers to the right. */
export function textTable(header: string[], rows: (string | number | null)[][]): string {
  const cells = [header.map(harmless), ...rows.map((row) => row.map(cellText))];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const isNumber = (row: number, column: number) => row > 0 && typeof rows[row - 1]?.[column] === 'number';
  const line = (row: string[], at: number) =>
    row
      .map((cell, column) => (isNumber(at, column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return cells.map(line).join('\n');
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' && !Number.isInteger(value) ? String(Math.round(value * 1000) / 1000) : harmless(String(value));
}
