import { contrast } from '../../shared/report/colour.ts';

export type PageScheme = 'light' | 'dark';

const PAPER: Record<PageScheme, string> = { light: '#ffffff', dark: '#15191d' };
const FAR_END: Record<PageScheme, string> = { light: '#000000', dark: '#ffffff' };
const STEP = 0.05;

/** The page behind a chart. */
export function pagePaper(scheme: PageScheme): string {
  return PAPER[scheme];
}

function mix(from: string, to: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The nearest tint or shade of `colour` (`#rrggbb`) that stands out from the page: a code keeps its hue in every scheme.
 * `least` is the WCAG contrast wanted: 3 for lines and points, less for areas that touch one another.
 */
export function readable(colour: string, scheme: PageScheme, least = 3): string {
  for (let share = 0; share < 1; share += STEP) {
    const candidate = mix(colour, FAR_END[scheme], share);
    if (contrast(candidate, PAPER[scheme]) >= least) return candidate;
  }
  return FAR_END[scheme];
}

/** Contrast that areas need: on paper a pale yellow must stay yellow, on a dark page a deep blue must not sink. */
const AREA_CONTRAST: Record<PageScheme, number> = { light: 1.3, dark: 3 };

/** The colour of an area: a bar, a swatch. */
export function areaColour(colour: string, scheme: PageScheme): string {
  return readable(colour, scheme, AREA_CONTRAST[scheme]);
}

/** A filled cell that steps back: mixed into the page, so that its figure stays readable. */
export function receded(colour: string, scheme: PageScheme): string {
  return mix(colour, PAPER[scheme], 0.72);
}
