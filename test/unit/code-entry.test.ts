import { describe, expect, it } from 'vitest';
import { entryOf } from '../../shared/code-entry.ts';

const WRITER = { source: './writer-thread.ts', built: 'writer-thread.mjs' };
const startedBy = (importer: string, folder?: string) => new URL(entryOf(importer, WRITER, folder), importer).href;

describe('the code of a thread', () => {
  it('lies built beside built code, whatever folder is named', () => {
    expect(startedBy('file:///app/out/service.mjs')).toBe('file:///app/out/writer-thread.mjs');
    expect(startedBy('file:///app/out/service.mjs', 'file:///elsewhere/')).toBe('file:///app/out/writer-thread.mjs');
  });

  it('lies beside its source, or in the folder of built code where one is named', () => {
    const source = 'file:///app/electron/service/jobs/writer.ts';
    expect(startedBy(source)).toBe('file:///app/electron/service/jobs/writer-thread.ts');
    expect(startedBy(source, 'file:///app/out/')).toBe('file:///app/out/writer-thread.mjs');
  });
});
