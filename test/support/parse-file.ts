import type { ByteSource } from '../../electron/parser/byte-source.ts';
import { memorySource } from '../../electron/parser/held-source.ts';
import { readSource } from '../../electron/parser/read-source.ts';
import { surveySource } from '../../electron/parser/survey-source.ts';
import { withTexts } from '../../electron/service/import/open-batch.ts';
import type { FileShape, RowBatch, SentBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';

export interface ParsedFile {
  header: SourceHeader;
  batches: RowBatch[];
  summary: SourceSummary;
  /** Cells of each record. */
  rows: string[][];
}

const sourceOf = (content: string | Uint8Array): ByteSource => memorySource([Buffer.from(content)]);

/** Reads a file's content in this process, as the parser does in its own. */
export async function parseRows(content: string | Uint8Array, shape?: FileShape, fileName = 'made-up.csv'): Promise<ParsedFile> {
  const headers: SourceHeader[] = [];
  const batches: RowBatch[] = [];
  const listener = {
    header: (header: SourceHeader) => void headers.push(header),
    batch: async (batch: SentBatch) => void batches.push(withTexts(batch)),
    progress: () => {},
  };
  const summary = await readSource(sourceOf(content), fileName, listener, shape);
  const rows = batches.flatMap((batch) =>
    Array.from({ length: batch.rows }, (_, row) => batch.columns.map(({ values, index }) => values[index[row] as number] as string)),
  );
  return { header: headers[0] as SourceHeader, batches, summary, rows };
}

export function parseSurvey(content: string | Uint8Array, shape?: FileShape, fileName = 'made-up.csv'): Promise<Survey> {
  return surveySource(sourceOf(content), fileName, () => {}, shape);
}
