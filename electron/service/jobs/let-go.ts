/**
 * Frees what this thread no longer uses: what is `new` since the last time, or `all` of it. V8 by itself waits, in each thread, until some sixty
 * megabytes of buffers have piled up, and an import hands on so many each second. Does nothing in a process that was started without
 * `--expose-gc`.
 */
export function letGo(what: 'new' | 'all'): void {
  globalThis.gc?.({ type: what === 'new' ? 'minor' : 'major', execution: 'sync' });
}
