import type { WireMessage } from './rpc.ts';

/**
 * Messages on a byte transport such as a web socket. A message without typed arrays is JSON text. With typed arrays it is one binary
 * message: length of the header (uint32, little-endian), the header as JSON in UTF-8, then each array's bytes at a multiple of 8.
 * The header names each array by its path, so that no value of the payload can be mistaken for an array.
 */
const ARRAY_TYPES = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};
type ArrayName = keyof typeof ARRAY_TYPES;
type TypedArray = InstanceType<(typeof ARRAY_TYPES)[ArrayName]>;

interface ArrayPlace {
  path: string[];
  type: ArrayName;
  length: number;
}

const ALIGNMENT = 8;
const KINDS = ['call', 'cancel', 'cancelling', 'progress', 'result', 'error'];

/** Throws nothing for plain JSON values and typed arrays; anything else travels as `JSON.stringify` sees it. */
export function encodeMessage(message: WireMessage): string | ArrayBuffer {
  const arrays: { path: string[]; array: TypedArray }[] = [];
  const bare = takeArrays(message, [], arrays);
  return arrays.length === 0 ? JSON.stringify(message) : pack(bare, arrays);
}

/** Throws a plain error when the bytes are not a message; the caller closes the connection then. */
export function decodeMessage(data: string | ArrayBuffer): WireMessage {
  const message = typeof data === 'string' ? JSON.parse(data) : unpack(data);
  if (!isWireMessage(message)) throw new Error('Not a message of the contract.');
  return message;
}

/** True for anything that may be handed to a client or server; payloads inside are checked by the contract. */
export function isWireMessage(value: unknown): value is WireMessage {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'changed') return 'areas' in value && Array.isArray(value.areas);
  if (!KINDS.includes(String(value.kind)) || !('id' in value) || !Number.isSafeInteger(value.id)) return false;
  if (value.kind === 'call') return 'method' in value && typeof value.method === 'string';
  return value.kind !== 'error' || ('error' in value && typeof value.error === 'object' && value.error !== null);
}

function arrayName(value: object): ArrayName | undefined {
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return Object.hasOwn(ARRAY_TYPES, name) ? (name as ArrayName) : undefined;
}

/** The same value with null in the place of each typed array. */
function takeArrays(value: unknown, path: string[], found: { path: string[]; array: TypedArray }[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (arrayName(value)) {
    found.push({ path, array: value as TypedArray });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => takeArrays(item, [...path, String(index)], found));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, takeArrays(item, [...path, key], found)]));
}

function pack(bare: unknown, arrays: { path: string[]; array: TypedArray }[]): ArrayBuffer {
  const places: ArrayPlace[] = arrays.map(({ path, array }) => ({ path, type: arrayName(array) as ArrayName, length: array.length }));
  const header = encodeText(JSON.stringify({ message: bare, places }));
  let end = aligned(4 + header.length);
  const starts = arrays.map(({ array }) => {
    const start = end;
    end = aligned(start + array.byteLength);
    return start;
  });
  const bytes = new Uint8Array(end);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  arrays.forEach(({ array }, index) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), starts[index]);
  });
  return bytes.buffer;
}

function unpack(data: ArrayBuffer): unknown {
  const length = new DataView(data).getUint32(0, true);
  const { message, places } = JSON.parse(decodeText(new Uint8Array(data, 4, length))) as { message: unknown; places: ArrayPlace[] };
  let at = aligned(4 + length);
  for (const place of places) {
    const make = Object.hasOwn(ARRAY_TYPES, place.type) ? ARRAY_TYPES[place.type] : undefined;
    if (!make) throw new Error('Unknown type of array.');
    const size = place.length * make.BYTES_PER_ELEMENT;
    putAt(message, place.path, new make(data.slice(at, at + size)));
    at = aligned(at + size);
  }
  return message;
}

function putAt(root: unknown, path: string[], array: TypedArray): void {
  let holder = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(holder, key)) throw new Error('An array has no place in its message.');
    holder = holder[key] as Record<string, unknown>;
  }
  const last = path.at(-1) ?? '';
  if (!Object.hasOwn(holder, last) || holder[last] !== null) throw new Error('An array has no place in its message.');
  holder[last] = array;
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

declare const TextEncoder: { new (): { encode(text: string): Uint8Array<ArrayBuffer> } };
declare const TextDecoder: { new (label: string, options: { fatal: boolean }): { decode(bytes: Uint8Array): string } };

function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
