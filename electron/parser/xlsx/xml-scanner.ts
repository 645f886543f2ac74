import { isUtf8 } from 'node:buffer';

/** What `nextToken` has found; on `more` feed the scanner and ask again, at `end` the document is whole. */
export const TOKENS = { more: 0, open: 1, close: 2, text: 3, end: 4 } as const;

/**
 * Walks over one XML 1.0 document in UTF-8 as it comes in pieces, and refuses what is not well-formed. There is no DTD here: any DOCTYPE is
 * refused, so that the five entities of XML and character references are all there are. Offsets hold until the next `feed`.
 */
export interface XmlScanner {
  bytes: Buffer;
  position: number;
  end: number;
  final: boolean;
  /** Elements that are open, the current one included. */
  depth: number;
  /** open, close: the local name. text: the text as it stands, undecoded. */
  from: number;
  to: number;
  /** Local name of up to three bytes as one number, `0x726f77` for `row`; 0 for longer names. */
  tag: number;
  /** The element has another prefix than the root, and so another namespace. */
  foreign: boolean;
  /** Text of a CDATA section: nothing in it is decoded. */
  verbatim: boolean;
  attributes: number;
  /** For each attribute: begin and end of its name, and of its value. */
  spans: Int32Array;
  /** Throws what the owner says of a document that is not well-formed. */
  fail(what: string): never;
  selfClosed: boolean;
  rootSeen: boolean;
  prefix: Buffer;
  checked: number;
  /** Names of the open elements, one after another, and where each ends. */
  names: Buffer;
  nameEnds: Int32Array;
}

/** Bytes of one tag, comment or stretch of text; one that is longer is refused. */
export const LONGEST_TOKEN = 1024 ** 2;
const DEEPEST = 64;
const LONGEST_NAME = 256;
const MOST_ATTRIBUTES = 128;

export function createScanner(fail: (what: string) => never): XmlScanner {
  return {
    bytes: Buffer.allocUnsafeSlow(512 * 1024),
    position: 0,
    end: 0,
    final: false,
    depth: 0,
    from: 0,
    to: 0,
    tag: 0,
    foreign: false,
    verbatim: false,
    attributes: 0,
    spans: new Int32Array(MOST_ATTRIBUTES * 4),
    fail,
    selfClosed: false,
    rootSeen: false,
    prefix: Buffer.alloc(0),
    checked: 0,
    names: Buffer.alloc(DEEPEST * LONGEST_NAME),
    nameEnds: new Int32Array(DEEPEST + 1),
  };
}

/** Adds the next piece of the document; null says that there is none. */
export function feed(x: XmlScanner, piece: Uint8Array | null): void {
  const rest = x.end - x.position;
  if (rest > LONGEST_TOKEN) x.fail('a tag or a text in it is longer than 1 MB');
  const needed = rest + (piece?.length ?? 0);
  if (needed > x.bytes.length) {
    const wider = Buffer.allocUnsafeSlow(Math.max(needed, x.bytes.length * 2));
    x.bytes.copy(wider, 0, x.position, x.end);
    x.bytes = wider;
  } else x.bytes.copyWithin(0, x.position, x.end);
  x.checked -= x.position;
  x.position = 0;
  if (piece) x.bytes.set(piece, rest);
  else x.final = true;
  x.end = needed;
  checkUtf8(x);
}

function checkUtf8(x: XmlScanner): void {
  let to = x.end;
  if (!x.final) {
    for (let back = 1; back <= 3 && back <= to; back++) {
      const byte = x.bytes[to - back] as number;
      if (byte < 0x80) break;
      if (byte < 0xc0) continue;
      to -= back;
      break;
    }
  }
  if (to <= x.checked) return;
  if (!isUtf8(x.bytes.subarray(x.checked, to))) x.fail('it holds bytes that are not UTF-8');
  x.checked = to;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const EQUALS = 0x3d;

/** Moves to the next token; comments and processing instructions are passed over. */
export function nextToken(x: XmlScanner): number {
  if (x.selfClosed) {
    x.selfClosed = false;
    x.depth--;
    return TOKENS.close;
  }
  for (;;) {
    const { bytes, position, end } = x;
    if (position === end) return x.final ? finish(x) : TOKENS.more;
    if (bytes[position] !== LESS) {
      const token = readText(x);
      if (token !== SKIPPED) return token;
      continue;
    }
    if (position + 1 === end) return wait(x);
    const next = bytes[position + 1] as number;
    if (next === SLASH) return readClose(x);
    if (next !== EXCLAMATION && next !== QUESTION) return readOpen(x);
    const token = next === QUESTION ? readInstruction(x) : readMarked(x);
    if (token !== SKIPPED) return token;
  }
}

const SKIPPED = -1;

function finish(x: XmlScanner): number {
  if (x.depth > 0 || !x.rootSeen) x.fail('it ends before its last element is closed');
  return TOKENS.end;
}

/** The token is not whole yet. */
function wait(x: XmlScanner): number {
  return x.final ? x.fail('it ends inside a tag') : TOKENS.more;
}

function readText(x: XmlScanner): number {
  const { bytes, position, end } = x;
  let at = position;
  let blank = true;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === LESS) break;
    if (byte > 0x20) blank = false;
    else if (!isSpace(byte)) x.fail('it holds a control character');
  }
  if (at === end && !x.final) return TOKENS.more;
  x.position = at;
  if (x.depth === 0) {
    if (!blank && !(isMark(bytes, position, at) && !x.rootSeen)) x.fail('text stands outside its elements');
    return SKIPPED;
  }
  x.from = position;
  x.to = at;
  x.verbatim = false;
  return TOKENS.text;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** A byte order mark, and white space at most. */
function isMark(bytes: Buffer, from: number, to: number): boolean {
  return (
    bytes
      .toString('utf8', from, Math.min(to, from + 64))
      .replace(/^\uFEFF/, '')
      .trim() === '' && to - from <= 64
  );
}

function readInstruction(x: XmlScanner): number {
  const to = x.bytes.subarray(0, x.end).indexOf('?>', x.position + 2, 'latin1');
  if (to < 0) return wait(x);
  const text = x.bytes.toString('utf8', x.position + 2, to);
  if (/^xml\s/.test(text)) checkDeclaration(x, text);
  x.position = to + 2;
  return SKIPPED;
}

function checkDeclaration(x: XmlScanner, text: string): void {
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]?.toLowerCase();
  if (x.rootSeen) x.fail('it begins twice');
  if (encoding !== undefined && !['utf-8', 'utf8', 'us-ascii', 'utf-16'].includes(encoding)) x.fail('it is not written in UTF-8');
}

const COMMENT = Buffer.from('<!--');
const CDATA = Buffer.from('<![CDATA[');

/** A comment or a CDATA section; anything else of this form belongs to a DTD. */
function readMarked(x: XmlScanner): number {
  const { bytes, position, end } = x;
  const start = bytes.subarray(position, Math.min(end, position + CDATA.length));
  const isComment = begins(start, COMMENT);
  if (!isComment && !begins(start, CDATA)) x.fail('it holds a document type declaration, which no workbook needs');
  if (start.length < (isComment ? COMMENT : CDATA).length) return wait(x);
  const to = bytes.subarray(0, end).indexOf(isComment ? '-->' : ']]>', position + (isComment ? COMMENT : CDATA).length, 'latin1');
  if (to < 0) return wait(x);
  x.position = to + 3;
  if (isComment) return SKIPPED;
  if (x.depth === 0) x.fail('text stands outside its elements');
  x.from = position + CDATA.length;
  x.to = to;
  x.verbatim = true;
  return TOKENS.text;
}

function begins(start: Buffer, mark: Buffer): boolean {
  const length = Math.min(start.length, mark.length);
  return start.subarray(0, length).equals(mark.subarray(0, length));
}

function readClose(x: XmlScanner): number {
  const { bytes, position, end, depth, names, nameEnds } = x;
  const start = depth > 0 ? (nameEnds[depth - 1] as number) : 0;
  const length = depth > 0 ? (nameEnds[depth] as number) - start : 0;
  const nameTo = position + 2 + length;
  let at = nameTo;
  while (at < end && isSpace(bytes[at] as number)) at++;
  if (at >= end) {
    if (bytes.subarray(position, end).includes(GREATER)) x.fail('a closing tag does not fit the opening one');
    return wait(x);
  }
  if (bytes[at] !== GREATER || length === 0) x.fail('a closing tag does not fit the opening one');
  for (let i = 0; i < length; i++) if (names[start + i] !== bytes[position + 2 + i]) x.fail('a closing tag does not fit the opening one');
  x.position = at + 1;
  setName(x, position + 2, nameTo);
  x.depth = depth - 1;
  return TOKENS.close;
}

function readOpen(x: XmlScanner): number {
  const { bytes, position, end } = x;
  const nameTo = skipName(x, position + 1);
  if (nameTo < 0) return wait(x);
  x.attributes = 0;
  let at = nameTo;
  for (;;) {
    const before = at;
    while (at < end && isSpace(bytes[at] as number)) at++;
    if (at >= end) return wait(x);
    const byte = bytes[at] as number;
    if (byte === GREATER) break;
    if (byte === SLASH) {
      if (at + 1 >= end) return wait(x);
      if (bytes[at + 1] !== GREATER) x.fail('a tag is malformed');
      break;
    }
    if (at === before) x.fail('a tag is malformed');
    at = readAttribute(x, at);
    if (at < 0) return wait(x);
  }
  x.selfClosed = bytes[at] === SLASH;
  x.position = at + (x.selfClosed ? 2 : 1);
  push(x, position + 1, nameTo);
  return TOKENS.open;
}

/** The end of the name that begins at `from`, or -1 when more is needed. */
function skipName(x: XmlScanner, from: number): number {
  const { bytes, end } = x;
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (NAME_BYTES[byte] === 0) break;
  }
  if (at === end) return -1;
  const first = bytes[from] as number;
  if (at === from || (first >= 0x2d && first <= 0x3a) || at - from > LONGEST_NAME) x.fail('a name in it is malformed');
  return at;
}

/** 1 for the bytes names are made of: letters, digits, `-`, `.`, `_`, `:` and everything beyond ASCII. */
const NAME_BYTES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[A-Za-z0-9._:-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Reads `name="value"`; answers the place after it, or -1 when more is needed. */
function readAttribute(x: XmlScanner, from: number): number {
  const { bytes, end, spans } = x;
  const nameTo = skipName(x, from);
  if (nameTo < 0) return -1;
  let at = nameTo;
  while (at < end && isSpace(bytes[at] as number)) at++;
  if (at >= end) return -1;
  if (bytes[at] !== EQUALS) x.fail('an attribute has no value');
  at++;
  while (at < end && isSpace(bytes[at] as number)) at++;
  if (at >= end) return -1;
  const quote = bytes[at] as number;
  if (quote !== 0x22 && quote !== 0x27) x.fail('an attribute is not quoted');
  const valueFrom = ++at;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === quote) break;
    if (byte === LESS || (byte < 0x20 && !isSpace(byte))) x.fail('an attribute is malformed');
  }
  if (at >= end) return -1;
  if (x.attributes === MOST_ATTRIBUTES) x.fail('an element has too many attributes');
  const span = x.attributes * 4;
  spans[span] = from;
  spans[span + 1] = nameTo;
  spans[span + 2] = valueFrom;
  spans[span + 3] = at;
  checkUnlike(x, span);
  x.attributes++;
  return at + 1;
}

/** No element may have two attributes of one name. */
function checkUnlike(x: XmlScanner, span: number): void {
  const { bytes, spans } = x;
  const from = spans[span] as number;
  const length = (spans[span + 1] as number) - from;
  for (let other = 0; other < span; other += 4) {
    const start = spans[other] as number;
    if ((spans[other + 1] as number) - start !== length || bytes[start] !== bytes[from]) continue;
    let same = 1;
    while (same < length && bytes[start + same] === bytes[from + same]) same++;
    if (same === length) x.fail('an element has two attributes of the same name');
  }
}

function push(x: XmlScanner, from: number, to: number): void {
  const { bytes, names, nameEnds, depth } = x;
  if (depth === DEEPEST) x.fail(`its elements are nested deeper than ${DEEPEST}`);
  if (depth === 0) {
    if (x.rootSeen) x.fail('it has more than one root');
    x.rootSeen = true;
    const colon = bytes.subarray(from, to).indexOf(COLON);
    x.prefix = Buffer.from(bytes.subarray(from, colon < 0 ? from : from + colon));
  }
  const start = nameEnds[depth] as number;
  for (let at = from; at < to; at++) names[start + at - from] = bytes[at] as number;
  nameEnds[depth + 1] = start + to - from;
  x.depth = depth + 1;
  setName(x, from, to);
}

function setName(x: XmlScanner, from: number, to: number): void {
  const { bytes, prefix } = x;
  let local = from;
  for (let at = from; at < to; at++) if (bytes[at] === COLON) local = at + 1;
  x.from = local;
  x.to = to;
  const prefixLength = local > from ? local - from - 1 : 0;
  x.foreign = prefixLength !== prefix.length;
  for (let at = 0; at < prefixLength && !x.foreign; at++) x.foreign = prefix[at] !== bytes[from + at];
  x.tag = 0;
  if (to - local <= 3) for (let at = local; at < to; at++) x.tag = (x.tag << 8) | (bytes[at] as number);
}
