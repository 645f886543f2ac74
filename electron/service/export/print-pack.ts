import type { CallContext } from '../../../shared/rpc.ts';
import type { Printer } from './pdf.ts';

export interface ToPrint {
  name: string;
  html: Uint8Array;
}

/** Prints one document after another with one browser, which is closed at the end. Throws `cancelled`. */
export async function printPack(
  documents: readonly ToPrint[],
  printer: Printer,
  call: CallContext,
  tell: (done: number) => void,
): Promise<Map<string, Uint8Array>> {
  const printed = new Map<string, Uint8Array>();
  try {
    for (const { name, html } of documents) {
      tell(printed.size / documents.length);
      printed.set(name, await printer.print(new TextDecoder().decode(html), { signal: call.signal }));
    }
    return printed;
  } finally {
    await printer.close();
  }
}
