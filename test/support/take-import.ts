import { expect } from 'vitest';
import type { ImportService } from './import-service.ts';

/** A table as an upload. */
export function fileOf(content: string | Uint8Array, fileName = 'table.csv') {
  return { kind: 'bytes', fileName, bytes: typeof content === 'string' ? Buffer.from(content) : content } as const;
}

/** Imports a file into an empty workspace, reads it again from its originals, which must change nothing, takes it back, and answers what it stored. */
export async function takeImport(
  service: ImportService,
  file: ReturnType<typeof fileOf>,
  decisions: Record<string, string> = {},
): Promise<Record<string, unknown>[]> {
  await service.run(file, { decisions });
  const records = service.records();
  const id = Number(records[0]?.import);
  expect(await service.rerun(id)).toMatchObject({ records: records.length, unchanged: records.length, changed: 0, added: 0, removed: 0 });
  expect(service.records()).toEqual(records);
  await service.undo(id);
  expect(service.records()).toEqual([]);
  return records;
}
