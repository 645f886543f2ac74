import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openImportService } from '../support/import-service.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/drug-news-ner/', import.meta.url));
const present = existsSync(FOLDER);
if (!present) console.warn('Skipped: the news sentences are not beside the project (../shared/data/drug-news-ner).');

/** Sentences, no table of seizures: they are read whole, and nothing is made up for what they do not say. */
describe.runIf(present)('sentences from the news, one JSON value in each line', () => {
  it.each(['train', 'dev'])('%s: every line is a row, and nothing of it is stored, since no column tells of a seizure', async (name) => {
    const path = `${FOLDER}${name}.jsonl`;
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const service = await openImportService();
    try {
      const before = service.state();
      const { file, totalRows, records, columns, questions } = await service.understand({ kind: 'path', path });
      expect(file.format).toBe('ndjson');
      expect([totalRows, records]).toEqual([lines.length, lines.length]);
      const texts = columns.find(({ header }) => header === 'text');
      expect(texts?.filled).toBe(lines.filter((line) => (JSON.parse(line) as { text: string }).text.trim() !== '').length);
      expect(questions.map(({ id }) => id)).toContain('drug');
      await expect(service.run({ kind: 'path', path })).rejects.toMatchObject({ code: 'unreadable-file' });
      expect(service.state()).toEqual(before);
    } finally {
      await service.close();
    }
  });
});
