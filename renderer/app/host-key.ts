const STORED = 'stowage-key';

/**
 * The key the browser host gave this page behind the # of its address. It is taken out of the address at once and kept for this tab,
 * where no other page, port or process reads it.
 */
export function hostKey(): string {
  const given = window.location.hash.slice(1);
  if (/^[0-9a-f]{64}$/.test(given)) {
    window.sessionStorage.setItem(STORED, given);
    window.history.replaceState(null, '', window.location.pathname);
  }
  return window.sessionStorage.getItem(STORED) ?? '';
}
