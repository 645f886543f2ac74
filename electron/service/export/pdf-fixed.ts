/** What Chromium says of the time and of itself, in objects that it does not compress. */
const TOLD = /\/(CreationDate|ModDate|Producer|Creator) \(((?:\\.|[^\\()])*)\)/g;
const LONG_AGO = "D:19800101000000+00'00'";

/**
 * The same document gives the same bytes: the times and the names of the tools are overwritten in place, so that every offset of the file
 * holds.
 */
export function fixedPdf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const fixed = text.replace(TOLD, (whole, name: string, value: string) => {
    const said = name.endsWith('Date') ? LONG_AGO.slice(0, value.length) : '';
    return `/${name} (${said.padEnd(value.length)})`.padEnd(whole.length);
  });
  return Buffer.from(fixed, 'latin1');
}
