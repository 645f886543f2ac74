import { parentCode } from '../domain/facets.ts';
import { missingKind } from '../domain/missing.ts';
import { COUNTRY_FACETS, UNPLACED } from '../domain/vocabulary.ts';

/** `#rrggbb` */
export type Colour = string;
type Rgb = [number, number, number];

/** The chromatic colours of Okabe and Ito (2008), safe for colour-blind readers. Their black is left out: it vanishes on a dark page. */
const PALETTE: readonly Colour[] = ['#0072b2', '#d55e00', '#009e73', '#e69f00', '#56b4e9', '#cc79a7', '#f0e442'];

/**
 * Groups of each vocabulary in the order in which they were given their colours: position 1 takes the first colour, position 8 a
 * darker shade of it, position 15 a paler one. A new group goes to the end of its line, so that no other changes.
 */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  transport: ['T1', 'T3', 'T8', 'T5', 'T4', 'T2', 'T6', 'T7', 'TX'],
  concealment: ['C2', 'C7', 'C8', 'C9', 'C4', 'C1', 'C3', 'C5', 'CC', 'C6', 'CA', 'CB', 'CX'],
  drug: ['G2', 'G3', 'G1', 'G4', 'G7', 'G6', 'G5', 'G8', 'GX', 'G9', 'GY'],
  'seizure-place': ['L1', 'L5', 'L7', 'L3', 'L2', 'L4', 'LB', 'LF', 'L9', 'LH', 'L6', 'LK', 'LD', 'LC', 'LG', 'LJ', 'LA', 'L8', 'LE', 'LX'],
  delivery: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8'],
  detection: ['D1', 'D2', 'D3', 'D5', 'D4', 'D7', 'D8', 'D6', 'D9', 'DA', 'DX'],
  agency: ['A1', 'A2', 'A3', 'A4', 'A6', 'A5', 'A7', 'A8', 'A9', 'AA', 'AB', 'AC', 'AD', 'AE', 'AX'],
  form: ['F1', 'F2', 'F5', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'FX'],
};

const MISSING: Readonly<Record<string, Colour>> = {
  'not-collected': '#d4d4d4',
  'not-reported': '#a8a8a8',
  'not-known': '#7d7d7d',
  'not-applicable': '#565656',
};
const NOT_SPECIFIED: Colour = '#bebebe';
const NOT_PLACED: Colour = '#8a7d6b';

function toRgb(colour: Colour): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function toColour(rgb: Rgb): Colour {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** `share` 0 gives `a`, 1 gives `b`. */
function mix(a: Colour, b: Colour, share: number): Colour {
  const [from, to] = [toRgb(a), toRgb(b)];
  return toColour([0, 1, 2].map((i) => (from[i] ?? 0) + ((to[i] ?? 0) - (from[i] ?? 0)) * share) as Rgb);
}

/** The colour at a position; each lap through the palette has its own shade. */
function atPosition(position: number): Colour {
  const colour = PALETTE[position % PALETTE.length] ?? NOT_SPECIFIED;
  const lap = Math.floor(position / PALETTE.length) % 3;
  if (lap === 0) return colour;
  return lap === 1 ? mix(colour, '#000000', 0.42) : mix(colour, '#ffffff', 0.55);
}

/** FNV-1a, 32 bits: the same text has the same colour in every workspace. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

function groupColour(facet: string, group: string): Colour {
  const given = Object.hasOwn(GIVEN, facet) ? GIVEN[facet] : undefined;
  const position = given?.indexOf(group) ?? -1;
  return atPosition(position >= 0 ? position : hash(group) % (PALETTE.length * 3));
}

/** Level 2 takes shades of its group, by the character after the dot: `.1` nearest to the group, `.9` palest, `.0` darker. */
function shade(colour: Colour, tail: string): Colour {
  const step = Number.parseInt(tail, 36) || 0;
  return step === 0 ? mix(colour, '#000000', 0.22) : mix(colour, '#ffffff', Math.min(0.07 * step, 0.68));
}

function unstatedColour(code: string): Colour | undefined {
  const kind = missingKind(code);
  if (kind) return MISSING[kind];
  if (code === UNPLACED) return NOT_PLACED;
  return /^[A-Z]0$/.test(code) ? NOT_SPECIFIED : undefined;
}

/** The one colour of a code on every screen and page. Missing values are grey and are hatched by whoever draws them. */
export function colourOf(facet: string, code: string): Colour {
  const unstated = unstatedColour(code);
  if (unstated) return unstated;
  if (COUNTRY_FACETS.includes(facet)) return atPosition(hash(code) % (PALETTE.length * 3));
  const group = parentCode(code);
  return group === undefined ? groupColour(facet, code) : shade(groupColour(facet, group), code.slice(group.length + 1));
}

const SCALES: Readonly<Record<'light' | 'dark', readonly [Colour, Colour, Colour]>> = {
  light: ['#f3f7fa', '#6aa9cf', '#083d66'],
  dark: ['#18222b', '#2f7fb3', '#cfe8fa'],
};

/** Colour of magnitude for heat maps: `share` from 0 to 1, one hue, contrast with the page growing all the way. */
export function sequential(share: number, theme: 'light' | 'dark' = 'light'): Colour {
  const [least, middle, most] = SCALES[theme];
  const bounded = Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
  return bounded < 0.5 ? mix(least, middle, bounded * 2) : mix(middle, most, bounded * 2 - 1);
}

/** Relative luminance, 0 to 1, by WCAG 2.2. */
export function luminance(colour: Colour): number {
  const [red, green, blue] = toRgb(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21, by WCAG 2.2. */
export function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on the colour; never below 4.5 to 1. */
export function textOn(background: Colour): '#000000' | '#ffffff' {
  return contrast(background, '#000000') >= contrast(background, '#ffffff') ? '#000000' : '#ffffff';
}
