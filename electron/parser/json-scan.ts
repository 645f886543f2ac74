import { isUtf8 } from 'node:buffer';
import type { ByteStream } from './byte-source.ts';
import { jsonFaults } from './json-faults.ts';
import { LIMITS, READ_BYTES } from './limits.ts';

/**
 * Where the objects of a JSON file stand: one after another (NDJSON), in a list, or in a list that is a value of one object
 * (`{"rows": […]}`).
 */
export type JsonForm = 'lines' | 'list' | 'keyed-list';

export interface JsonElement {
  text: string;
  /** Number of the element and the line where it begins, both from 1. */
  number: number;
  line: number;
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Objects and lists inside one another. */
const DEEPEST = 100;

/** The objects of a JSON file in order, as text, never more than one read and one object in memory; throws `unreadable-file`. */
export async function* scanJson(stream: ByteStream, form: JsonForm): AsyncGenerator<JsonElement, void, undefined> {
  const scanner = createScanner(form);
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (;;) {
    const count = await stream.read(buffer, 0, buffer.length);
    if (count === 0) break;
    yield* scanner.feed(buffer.subarray(0, count));
  }
  scanner.end();
}

function createScanner(form: JsonForm): { feed(bytes: Buffer): Generator<JsonElement, void, undefined>; end(): void } {
  const listDepth = form === 'lines' ? 0 : form === 'list' ? 1 : 2;
  const open = new Uint8Array(DEEPEST + 1);
  const parts: Buffer[] = [];
  let partBytes = 0;
  let depth = 0;
  let line = 1;
  let number = 0;
  let startLine = 0;
  let inString = false;
  let escaped = false;
  let inElement = false;
  let lists = 0;
  let inThisList = 0;
  let inList = form === 'lines';
  let awaitsComma = false;
  let closed = false;

  const fail = (what: string) => jsonFaults.malformed(number + (inElement ? 0 : 1), inElement ? startLine : line, what);

  const take = (bytes: Buffer): JsonElement => {
    parts.push(bytes);
    const whole = parts.length === 1 ? bytes : Buffer.concat(parts);
    parts.length = 0;
    partBytes = 0;
    if (whole.length > LIMITS.recordBytes) throw jsonFaults.tooLong(number, startLine);
    if (!isUtf8(whole)) throw jsonFaults.encoding(number, startLine);
    return { text: whole.toString('utf8'), number, line: startLine };
  };

  const startElement = () => {
    if (inThisList++ === 0 && ++lists > 1) throw jsonFaults.severalLists();
    inElement = true;
    number++;
    startLine = line;
  };

  /** True at the level of a list of objects; a list of other things beside it is passed over. */
  const holdsObjects = () => inList && depth === listDepth && (form !== 'keyed-list' || inThisList > 0);

  /** A bracket, comma or other byte outside strings and outside elements. */
  const between = (byte: number) => {
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (closed || (depth === 0 && form !== 'lines' && byte !== (form === 'list' ? OPEN_BRACKET : OPEN_BRACE)))
        throw fail('something stands outside the list');
      if (inList && depth === listDepth) {
        if (byte !== OPEN_BRACE && holdsObjects()) throw fail('the list holds something that is not an object');
        if (byte === OPEN_BRACE && awaitsComma && form !== 'lines') throw fail('a comma is missing between two objects');
        if (byte === OPEN_BRACE) startElement();
      }
      open[depth++] = byte;
      if (!inElement && form !== 'lines' && depth === listDepth && byte === OPEN_BRACKET) {
        inList = true;
        inThisList = 0;
        awaitsComma = false;
      }
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0 || open[depth - 1] !== byte - 2) throw fail('a bracket closes what was not opened');
      if (inList && depth === listDepth && form !== 'lines') inList = false;
      depth--;
      if (depth === 0 && form !== 'lines') closed = true;
    } else if (byte === COMMA) {
      if (holdsObjects()) {
        if (!awaitsComma || form === 'lines') throw fail('a comma stands where an object should');
        awaitsComma = false;
      }
    } else if (holdsObjects()) throw fail('something stands between the objects');
    else if (closed || (depth === 0 && byte !== COLON)) throw fail('something stands outside the objects');
  };

  function* feed(bytes: Buffer): Generator<JsonElement, void, undefined> {
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        else if (byte === 10) throw fail('a line break stands inside a text');
        continue;
      }
      if (byte === QUOTE) {
        if (!inElement && (closed || depth === 0 || holdsObjects())) throw fail('a text stands where an object should');
        inString = true;
      } else if (byte === 10) line++;
      else if (byte === 32 || byte === 9 || byte === 13) continue;
      else if (!inElement) {
        between(byte);
        if (inElement) from = at;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === DEEPEST) throw jsonFaults.tooDeep(number, startLine);
        open[depth++] = byte;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (open[depth - 1] !== byte - 2) throw fail('a bracket closes what was not opened');
        depth--;
        if (depth === listDepth) {
          yield take(bytes.subarray(from, at + 1));
          inElement = false;
          awaitsComma = true;
        }
      }
      if (!inElement && depth > DEEPEST - 1) throw jsonFaults.tooDeep(number, line);
    }
    if (!inElement) return;
    parts.push(Buffer.from(bytes.subarray(from)));
    partBytes += bytes.length - from;
    if (partBytes > LIMITS.recordBytes) throw jsonFaults.tooLong(number, startLine);
  }

  return {
    feed,
    end() {
      if (inString || inElement || depth > 0) throw jsonFaults.cut(number, inElement ? startLine : line);
      if (number === 0 || lists === 0) throw jsonFaults.noObjects();
    },
  };
}
