import { readFileSync, statSync } from 'node:fs';
import { DETECTOR_IDS, DETECTORS, type DetectInput, type DetectorId, detectInput } from '../../shared/contract/detect.ts';
import { z } from '../../shared/contract/schema.ts';
import { dayNumber } from '../../shared/domain/date.ts';
import { StowageError } from '../../shared/errors.ts';
import { type Detection, type Detector, type DetectSeries, detect } from '../../shared/statistics/detect.ts';
import type { Command } from './command.ts';
import { settingsOf } from './data-commands.ts';
import { atMost, type Line, many, pathOf, whole } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

const MOST_BYTES = 256 * 1024 ** 2;

/** Runs a detector on series that stand in a file, without a workspace. */
export const detectCommand: Command = {
  name: 'detect',
  usage: 'METHOD --counts FILE --from N --to N [--set name=value]…',
  does: `tests bare series: ${DETECTOR_IDS.join(', ')}`,
  options: {
    counts: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    set: { type: 'string', multiple: true },
  },
  run: runDetect,
};

async function runDetect(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [name] = line.positionals;
  const method = DETECTOR_IDS.find((id) => id === name);
  if (!method) throw new UsageError(`METHOD is one of ${DETECTOR_IDS.join(', ')}.`);
  const detector = detectorOf(method, settingsOf(many(line.values, 'set')));
  const input = readSeries(line.values.counts);
  const longest = Math.max(...input.series.map(({ counts }) => counts.length));
  const range = { from: whole(line.values, 'from', 1) - 1, to: whole(line.values, 'to', longest) - 1 };
  const series = input.series.map((each) => ({ id: each.id, ...detectOne(input, each, range, detector) }));
  return {
    json: { method, settings: detector.settings, from: range.from + 1, to: range.to + 1, series },
    text: series.map((each) => seriesText(each, range.from)).join('\n\n'),
  };
}

function detectorOf(method: DetectorId, settings: Record<string, unknown>): Detector {
  const parsed = DETECTORS[method].safeParse(settings);
  if (!parsed.success) throw new StowageError('invalid-input', `A setting does not fit ${method}: ${z.prettifyError(parsed.error)}`);
  if (method !== 'farrington-flexible') return { method, settings: parsed.data } as Detector;
  const given = DETECTORS[method].parse(settings);
  return { method, settings: { ...given, pastWeeksNotIncluded: given.pastWeeksNotIncluded ?? given.w } };
}

function readSeries(path: unknown): DetectInput {
  if (typeof path !== 'string') throw new UsageError('--counts FILE is missing.');
  const parsed = detectInput.safeParse(readJson(pathOf(path)));
  if (!parsed.success)
    throw new StowageError(
      'invalid-input',
      `The file of counts does not fit. ${z.prettifyError(parsed.error)} Wanted: {"start": "2012-01", "frequency": 12, "series": [{"id": "a", "counts": [1, 2]}]}.`,
    );
  if (parsed.data.start.includes('W') !== (parsed.data.frequency === 52))
    throw new StowageError('invalid-input', 'A start such as 2012-01 goes with frequency 12, one such as 1990-W01 with frequency 52.');
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    if (statSync(path).size > MOST_BYTES) throw new StowageError('unreadable-file', 'The file of counts is larger than 256 MB.');
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof StowageError) throw error;
    throw new StowageError('unreadable-file', `The file of counts could not be read as JSON. Check that ${path} exists and is whole.`);
  }
}

type GivenSeries = DetectInput['series'][number];

function detectOne(input: DetectInput, { id, counts }: GivenSeries, range: { from: number; to: number }, detector: Detector): Detection {
  if (range.from < 0 || range.to >= counts.length || range.from > range.to)
    throw new StowageError('invalid-input', `--from and --to lie within 1 and ${counts.length}, the length of series "${id}".`);
  try {
    return detect(seriesOf(input, counts), range, detector);
  } catch (error) {
    if (error instanceof RangeError) throw new StowageError('invalid-input', `Series "${id}": ${error.message}`);
    throw error;
  }
}

/** Months carry the day on which they begin, weeks their number, as R's series with and without dates do. */
function seriesOf({ start, frequency }: DetectInput, counts: GivenSeries['counts']): DetectSeries {
  const [year = '0', part = '1'] = start.split(/-W?/);
  const first = Number(part);
  const month = (k: number) => {
    const months = Number(year) * 12 + first - 1 + k;
    return dayNumber(`${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`);
  };
  return {
    counts: counts.map((count) => count ?? Number.NaN),
    time: counts.map((_, k) => (frequency === 12 ? month(k) : k + 1)),
    frequency,
    asDatedInR: frequency === 12,
    start: first,
  };
}

function seriesText({ id, ...found }: { id: string } & Detection, from: number): string {
  const rows = found.expected.map((expected, i) => [from + i + 1, rounded(expected), rounded(found.upper[i]), found.alarm[i] ?? null]);
  return `${id}\n${textTable(['period', 'expected', 'upper', 'alarm'], rows)}`;
}

function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(8));
}
