import type { FromService } from '../../shared/control-protocol.ts';
import { StowageError } from '../../shared/errors.ts';
import type { PrintPdf } from './export/pdf.ts';

type Asking = Extract<FromService, { kind: 'print' | 'print-stop' }>;

/** Documents that the owner prints, by number. What is stopped is not waited for. */
export interface RelayedPrints {
  print: PrintPdf;
  printed(print: number, pdf: Uint8Array | null): void;
}

export function relayedPrints(post: (message: Asking) => void): RelayedPrints {
  const waiting = new Map<number, (pdf: Uint8Array | null) => void>();
  let last = 0;
  return {
    async print(html, { signal } = {}) {
      const id = ++last;
      const answer = new Promise<Uint8Array | null>((resolve) => waiting.set(id, resolve));
      const stop = () => {
        post({ kind: 'print-stop', print: id });
        waiting.get(id)?.(null);
      };
      signal?.addEventListener('abort', stop, { once: true });
      post({ kind: 'print', print: id, html });
      const pdf = await answer;
      signal?.removeEventListener('abort', stop);
      waiting.delete(id);
      if (pdf) return pdf;
      throw new StowageError(
        'internal',
        'The window that prints the document could not print it. No PDF was made. Try again, or export DOCX.',
      );
    },
    printed: (print, pdf) => waiting.get(print)?.(pdf),
  };
}
