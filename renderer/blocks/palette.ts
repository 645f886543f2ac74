type Rgb = [number, number, number];

const BACKGROUND: Record<'light' | 'dark', Rgb> = { light: [255, 255, 255], dark: [26, 27, 30] };
const FAR_END: Record<'light' | 'dark', Rgb> = { light: [0, 0, 0], dark: [255, 255, 255] };

function parse(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

function format(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance of WCAG 2. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(one: string, other: string): number {
  return contrastOf(parse(one), parse(other));
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as Rgb;
}

/**
 * The nearest tint or shade of `colour` (`#rrggbb`) that stands out from the page: the code keeps its hue in both schemes.
 * `least` is the contrast wanted: 3 for marks, 4.5 for text.
 */
export function readable(colour: string, scheme: 'light' | 'dark', least = 3): string {
  const rgb = parse(colour);
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(rgb, FAR_END[scheme], share);
    if (contrastOf(candidate, BACKGROUND[scheme]) >= least) return format(candidate);
  }
  return format(FAR_END[scheme]);
}

/** Black or white, whichever reads better on `background`. */
export function inkOn(background: string): '#000000' | '#ffffff' {
  return contrast(background, '#000000') >= contrast(background, '#ffffff') ? '#000000' : '#ffffff';
}
