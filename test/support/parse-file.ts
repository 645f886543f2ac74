import type { ByteSource } from '../../electron/parser/byte-source.ts';
import { memorySource } from '../../electron/parser/held-source.ts';
import { readSource } from '../../electron/parser/read-source.ts';
import { surveySource } from '../../electron/parser/survey-source.ts';
import type { FileShape, PackedTexts, RowBatch, SentBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';

export interface ParsedFile {
  header: SourceHeader;
  batches: RowBatch[];
  /** The same batches as they are sent. */
  sent: SentBatch[];
  summary: SourceSummary;
  /** Cells of each record. */
  rows: string[][];
}

const sourceOf = (content: string | Uint8Array): ByteSource => memorySource([Buffer.from(content)]);

/** Reads a file's content in this process, as the parser does in its own. */
export async function parseRows(content: string | Uint8Array, shape?: FileShape, fileName = 'made-up.csv'): Promise<ParsedFile> {
  const headers: SourceHeader[] = [];
  const sent: SentBatch[] = [];
  const listener = {
    header: (header: SourceHeader) => void headers.push(header),
    batch: async (batch: SentBatch) => void sent.push(batch),
    progress: () => {},
  };
  const summary = await readSource(sourceOf(content), fileName, listener, shape);
  const batches = sent.map(withTexts);
  const rows = batches.flatMap((batch) =>
    Array.from({ length: batch.rows }, (_, row) => batch.columns.map(({ values, index }) => values[index[row] as number] as string)),
  );
  return { header: headers[0] as SourceHeader, batches, sent, summary, rows };
}

/** A batch with its cells as text, each decoded by itself. */
export function withTexts(batch: SentBatch): RowBatch {
  const textsOf = ({ bytes, starts }: PackedTexts) =>
    Array.from({ length: starts.length - 1 }, (_, at) => UTF8.decode(bytes.subarray(starts[at], starts[at + 1])));
  return {
    ...batch,
    columns: batch.columns.map(({ values, index }) => ({ values: Array.isArray(values) ? values : textsOf(values), index })),
  };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function parseSurvey(content: string | Uint8Array, shape?: FileShape, fileName = 'made-up.csv'): Promise<Survey> {
  return surveySource(sourceOf(content), fileName, () => {}, shape);
}
