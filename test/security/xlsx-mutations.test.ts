import { describe, expect, it } from 'vitest';
import { makeWorkbook, readSheet, sheetOf, stylesOf } from '../support/workbook-file.ts';

/** 600 damaged copies of a workbook of 200 rows made up here; the seed makes every run the same. */
const MUTATIONS = 600;

const original = makeWorkbook({
  sheets: [
    {
      name: 'Cases',
      body: sheetOf(
        ...Array.from(
          { length: 200 },
          (_, n) =>
            `<c t="s"><v>${n % 50}</v></c><c s="1"><v>${41_000 + n}</v></c><c><v>${n / 7}</v></c><c t="inlineStr"><is><t>Case ${n} &amp; more</t></is></c>`,
        ),
      ),
    },
  ],
  strings: Array.from({ length: 50 }, (_, n) => `<t>Drug ${n}</t>`),
  styles: stylesOf(0, 14),
});

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const KINDS = ['flip', 'overwrite', 'truncate', 'cut', 'duplicate', 'insert'] as const;

function mutate(bytes: Uint8Array, kind: (typeof KINDS)[number], random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = random(copy.length);
  const length = 1 + random(40);
  const noise = Buffer.from(Array.from({ length }, () => random(256)));
  if (kind === 'flip') copy[at] = (copy[at] as number) ^ (1 << random(8));
  else if (kind === 'overwrite') noise.copy(copy, at);
  else if (kind === 'truncate') return copy.subarray(0, at);
  else if (kind === 'cut') return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
  else if (kind === 'duplicate') return Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)]);
  else return Buffer.concat([copy.subarray(0, at), noise, copy.subarray(at)]);
  return copy;
}

describe('a damaged workbook', () => {
  it(`is refused or reads as the original in each of ${MUTATIONS} copies, never as something else`, async () => {
    const { text } = await readSheet(original);
    expect(text.split('\n')).toHaveLength(201);
    const random = createRandom(20_141);
    const outcomes = { refused: 0, same: 0 };
    const wrong: string[] = [];
    for (let n = 0; n < MUTATIONS; n++) {
      const kind = KINDS[n % KINDS.length] as (typeof KINDS)[number];
      try {
        const read = await readSheet(mutate(original, kind, random));
        if (read.text === text) outcomes.same++;
        else wrong.push(`${n} (${kind}): other content`);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'unreadable-file') outcomes.refused++;
        else wrong.push(`${n} (${kind}): ${String(error)}`);
      }
    }
    process.stdout.write(`${outcomes.refused} refused, ${outcomes.same} read as the original\n`);
    expect(wrong).toEqual([]);
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 2);
  });
});
