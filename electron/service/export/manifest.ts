import { createHash } from 'node:crypto';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { NewFile } from './atomic-write.ts';

export const MANIFEST = 'manifest.json';
export const PACK_FORMAT = 'stowage-pack-1';

export interface PackFile {
  path: string;
  sha256: string;
}

/** One document of a pack: composed, or drafted from the state of the workspace. */
export interface ManifestDocument {
  name: string;
  template: string;
  /** Number and version of a composed document; null for a draft. */
  document: number | null;
  version: number | null;
  filter: Filter;
  cases: { selected: number; of: number; exactRepeats: number | null };
  /** SHA-256 of the composition it was made from. */
  composition: string;
}

/** How a pack was made: enough to make it again from the same data and to prove that no file was altered since. */
export interface Manifest {
  format: typeof PACK_FORMAT;
  template: string;
  title: string | null;
  languages: Language[];
  filter: Filter;
  dataVersion: number;
  cases: { selected: number; of: number; exactRepeats: number | null };
  handling: string | null;
  /** Whether open changes of the wording bear signs and days. */
  signs: boolean;
  documents: ManifestDocument[];
  analyses: { id: string; version: number; settings: Record<string, unknown> }[];
  /** Findings the documents say or rest on, as they stood. */
  findings: { id: number; state: string; dataVersion: number; stale: boolean; sha256: string }[];
  /** SHA-256 of the recommendations with their actions, where a document answers them. */
  recommendations: string | null;
  disclosure: Record<string, unknown> | null;
  /** `rows` null where a rule keeps their number back. */
  sources: { source: string; sha256: string; rows: number | null }[];
  appVersion: string;
  files: PackFile[];
}

export function fileHashes(files: NewFile[]): PackFile[] {
  return files.map(({ name, bytes }) => ({ path: name, sha256: createHash('sha256').update(bytes).digest('hex') }));
}

/** SHA-256 of a value as JSON. */
export function hashOfValue(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** UTF-8 JSON; holds no time and no name of a person or a machine, so that the same state gives the same bytes. */
export function manifestFile(manifest: Manifest): NewFile {
  return { name: MANIFEST, bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`) };
}
