/** From the strictest on; a document bears the strictest of what it rests on. */
const HANDLING = ['ask-originator', 'aggregates-may-leave', 'invented', 'may-leave'];

/** A handling this list does not know counts as stricter than any it knows; null when none is recorded. */
export function strictestHandling(codes: readonly string[]): string | null {
  const recorded = codes.filter(Boolean);
  return recorded.find((code) => !HANDLING.includes(code)) ?? HANDLING.find((code) => recorded.includes(code)) ?? null;
}

/** Whether the originator of records under a handling code must be asked; of one this program does not know they must. */
export function needsOriginator(handling: string): boolean {
  return handling === 'ask-originator' || !HANDLING.includes(handling);
}
