import { readFileSync, rmSync, statSync } from 'node:fs';
import { writeWhole } from './files.ts';
import type { WorkspacePaths } from './paths.ts';
import { keyringDamaged, keyringMissing, keyringTampered, newerKeyring, notAWorkspace } from './refusals.ts';
import { decodeRing, encodeRing, type Ring, type RingFile, type RingReading } from './ring.ts';

const TOO_LARGE = 1024 * 1024;

export interface FoundRing {
  file: RingFile;
  /** False when a copy is missing, damaged or older, so that both should be written again. */
  bothCopies: boolean;
}

/** Reads both copies; the whole one with the highest `seq` wins. Each way of failing has its own code. */
export function findRing(paths: WorkspacePaths): FoundRing {
  const readings = [paths.keyring, paths.keyringCopy].map(readCopy);
  const whole = readings.flatMap((reading) => (reading?.state === 'whole' ? [reading.file] : []));
  const [first, second] = whole;
  if (!first) throw refusalOf(paths, readings);
  if (readings.some((reading) => reading?.state === 'newer')) throw newerKeyring();
  if (!second) return { file: first, bothCopies: false };
  return { file: second.ring.seq > first.ring.seq ? second : first, bothCopies: first.body === second.body && first.mac === second.mac };
}

function readCopy(file: string): RingReading | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  return found.isFile() && found.size <= TOO_LARGE ? decodeRing(readFileSync(file)) : { state: 'damaged' };
}

function refusalOf(paths: WorkspacePaths, readings: (RingReading | undefined)[]): Error {
  const has = (state: RingReading['state']) => readings.some((reading) => reading?.state === state);
  if (has('newer')) return newerKeyring();
  if (has('tampered')) return keyringTampered();
  if (has('damaged')) return keyringDamaged();
  return statSync(paths.database, { throwIfNoEntry: false }) ? keyringMissing() : notAWorkspace();
}

/** Writes both copies, one after the other, so that one is whole at every moment. */
export function writeRing(paths: WorkspacePaths, ring: Ring, dataKey: Uint8Array): RingFile {
  const bytes = encodeRing(ring, dataKey);
  const reading = decodeRing(bytes);
  if (reading.state !== 'whole') throw new Error('The key ring to be written is not well formed.');
  writeWhole(paths.keyring, bytes);
  writeWhole(paths.keyringCopy, bytes);
  return reading.file;
}

/** Files a crash may have left half written. */
export function removeRingLeftovers(paths: WorkspacePaths): void {
  for (const file of [paths.keyring, paths.keyringCopy]) rmSync(`${file}.tmp`, { force: true });
}
