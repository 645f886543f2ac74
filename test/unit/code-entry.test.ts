import { describe, expect, it } from 'vitest';
import { entryOf } from '../../shared/code-entry.ts';

const WRITER = { source: './writer-thread.ts', built: './writer-thread.mjs' };

describe('the code of a thread', () => {
  it('lies built beside built code, whatever folder is named', () => {
    expect(entryOf('file:///app/out/service.mjs', WRITER, undefined).href).toBe('file:///app/out/writer-thread.mjs');
    expect(entryOf('file:///app/out/service.mjs', WRITER, 'file:///elsewhere/').href).toBe('file:///app/out/writer-thread.mjs');
  });

  it('lies beside its source, or in the folder of built code where one is named', () => {
    const source = 'file:///app/electron/service/jobs/writer.ts';
    expect(entryOf(source, WRITER, undefined).href).toBe('file:///app/electron/service/jobs/writer-thread.ts');
    expect(entryOf(source, WRITER, 'file:///app/out/').href).toBe('file:///app/out/writer-thread.mjs');
  });
});
