/** Encodings in which a text file may be read. A mark at the start, or UTF-8 throughout, proves one; else it must be said. */
export const ENCODINGS = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'macintosh',
  'ibm866',
  'koi8-r',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Encodings with one byte for each character, in order of how often they are met. */
export const SINGLE_BYTE_ENCODINGS = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'iso-8859-1',
  'iso-8859-15',
  'macintosh',
  'ibm866',
  'koi8-r',
] as const;
export type SingleByteEncoding = (typeof SINGLE_BYTE_ENCODINGS)[number];

export function isEncoding(name: string): name is Encoding {
  return ENCODINGS.some((encoding) => encoding === name);
}

export function isSingleByte(name: string): name is SingleByteEncoding {
  return SINGLE_BYTE_ENCODINGS.some((encoding) => encoding === name);
}
