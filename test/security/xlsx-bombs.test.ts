import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packed, packedRepeat, type RawEntry, zipOf } from '../support/raw-zip.ts';
import { MAIN, partsOf, READ_SHEET_CHILD, textSheet } from '../support/workbook-file.ts';

/**
 * Small files that unpack to a gigabyte and more, made up here. Each is read in a process of its own, as the parser is, so that its memory can
 * be measured; the time is printed and not asserted.
 */
const MEGABYTE = 1024 ** 2;
const MEMORY = 150 * MEGABYTE;
const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';
const HEAD = `<worksheet xmlns="${MAIN}"><sheetData>`;
const TAIL = '</sheetData></worksheet>';
const CELL = [`${HEAD}<row><c t="inlineStr"><is><t>`, `</t></is></c></row>${TAIL}`] as const;
const ROW = '<row><c><v>1</v></c></row>';

/** `megabytes` of the filling between head and tail. */
function filled(part: string, head: string, filling: string, megabytes: number, tail: string): RawEntry {
  const block = Buffer.from(filling.repeat(Math.floor(MEGABYTE / filling.length)));
  return packedRepeat(part, head, block, megabytes, tail);
}

const BOMBS: Record<string, () => RawEntry[]> = {
  'a gigabyte of zero bytes': () => [filled(SHEET, '', '\0', 1024, '')],
  'a size that lies': () => [{ ...filled(SHEET, '', '\0', 1024, ''), bytes: 1000 }],
  'one cell of a gigabyte': () => [filled(SHEET, CELL[0], 'A', 1024, CELL[1])],
  'a gigabyte of spaces': () => [filled(SHEET, HEAD, ' ', 1024, TAIL)],
  'a gigabyte of shared texts': () => [filled(STRINGS, `<sst xmlns="${MAIN}">`, '<si><t>text</t></si>', 1024, '</sst>')],
  'ten million rows': () => [filled(SHEET, HEAD, ROW, 250, TAIL)],
  'a gigabyte in parts that are each small enough': () =>
    Array.from({ length: 30 }, (_, n) => filled(`xl/media/${n}.xml`, '', 'A', 48, '')),
  'a cell of 45 MB, just under the ratio': () => [filled(SHEET, CELL[0], 'A', 45, CELL[1])],
  'two million rows, just under the ratio': () => [filled(SHEET, HEAD, ROW, 49, TAIL)],
};

/** What stays under the ratio is read as far as the row or the cell that is too much; time is the processor's, so that a busy machine does not decide. */
const isUnderRatio = (name: string) => name.includes('just under the ratio');

describe('a zip bomb is refused in little memory', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stowage-bombs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.keys(BOMBS))('%s', (name) => {
    const path = join(folder, 'bomb.xlsx');
    const size = writeBomb(path, BOMBS[name]?.() ?? []);
    const { stdout, stderr } = spawnSync(process.execPath, [READ_SHEET_CHILD, path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const outcome = JSON.parse(stdout) as {
      code?: string;
      error?: string;
      bytes: number;
      peakBytes: number;
      milliseconds: number;
      cpuMilliseconds: number;
    };
    const figures = `${Math.round(outcome.milliseconds)} ms, ${Math.round(outcome.peakBytes / MEGABYTE)} MB`;
    process.stdout.write(`${name} in ${(size / MEGABYTE).toFixed(1)} MB: ${figures}: ${outcome.error}\n`);
    expect(outcome).toMatchObject({ code: 'unreadable-file', bytes: 0 });
    expect(outcome.peakBytes).toBeLessThan(MEMORY);
    expect(outcome.cpuMilliseconds).toBeLessThan(isUnderRatio(name) ? 3000 : 1000);
  });

  it('a workbook made the same way that is no bomb is read', () => {
    const path = join(folder, 'sound.xlsx');
    writeBomb(path, [filled(SHEET, HEAD, ROW, 2, TAIL)]);
    const { stdout } = spawnSync(process.execPath, [READ_SHEET_CHILD, path], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toMatchObject({ bytes: 2 * Math.floor(MEGABYTE / ROW.length) * 2 });
  });
});

/** The entries, with what else a workbook needs; answers the size of the file. */
function writeBomb(path: string, bomb: RawEntry[]): number {
  const parts = partsOf({ sheets: [{ name: 'Cases', body: textSheet([['x']]) }], strings: ['<t>x</t>'] });
  const rest = Object.entries(parts).flatMap(([name, bytes]) =>
    bytes instanceof Uint8Array && bomb.every((entry) => entry.name !== name) ? [packed(name, bytes)] : [],
  );
  const file = zipOf([...rest, ...bomb]);
  writeFileSync(path, file);
  return file.length;
}
