/** Where the code of a thread or process begins: its source as seen from whoever starts it, and the file it is built into. */
export interface CodeEntry {
  source: string;
  built: string;
}

/**
 * Address of the code to start, as seen from `importer`: built beside built, source beside source. Sources take their types off anew in each thread,
 * half a second of work; `folder`, the address of a folder of built code with a slash at its end, spares them that, and tests run what is shipped.
 */
export function entryOf(importer: string, { source, built }: CodeEntry, folder: string | undefined): string {
  if (!importer.endsWith('.ts')) return `./${built}`;
  return folder ? `${folder}${built}` : source;
}
