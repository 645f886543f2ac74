/** The one place the page comes from. */
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://stowage`;
export const START_PAGE = `${ORIGIN}/`;

/** True for the page's own files and for what the page made itself in memory. Everything else is refused. */
export function isOwnAddress(address: string): boolean {
  const inner = address.startsWith('blob:') ? address.slice('blob:'.length) : address;
  const parsed = URL.parse(inner);
  return parsed !== null && parsed.protocol === `${SCHEME}:` && parsed.host === 'stowage' && parsed.username === '' && parsed.port === '';
}
