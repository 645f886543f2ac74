/** Where the code of a thread or process begins: its source beside that of whoever starts it, and the file it is built into. */
export interface CodeEntry {
  source: string;
  built: string;
}

/**
 * The code to start: built beside built, source beside source. Sources take their types off anew in each thread, half a second of work; `folder`, the
 * address of a folder of built code with a slash at its end, spares them that, and tests run what is shipped.
 */
export function entryOf(importer: string, { source, built }: CodeEntry, folder: string | undefined): URL {
  if (!importer.endsWith('.ts')) return new URL(built, importer);
  return folder ? new URL(built, folder) : new URL(source, importer);
}
