import { createRandom, type Random } from '../../electron/service/sample/random.ts';

/** Monthly counts of a scan, 96 months from January 2005 on. */
export const MONTHS = 96;
export const TIMES = Float64Array.from({ length: MONTHS }, (_, month) => Date.UTC(2005, month, 1) / 86_400_000);

/** 200 invented series without change: from 1 case in 50 months to 40 a month, Poisson or up to four times as variable, half of them seasonal. */
export function steadySeries(seed: number, series = 200): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: series }, () => {
    const mean = 0.02 * (40 / 0.02) ** random.next();
    const phi = random.next() < 0.4 ? 1 : 1 + 3 * random.next();
    const wave = random.next() < 0.5 ? 0 : 0.5 * random.next();
    const start = 2 * Math.PI * random.next();
    return Float64Array.from({ length: MONTHS }, (_, month) =>
      drawCount(mean * (1 + wave * Math.sin((2 * Math.PI * month) / 12 + start)), phi, random),
    );
  });
}

/** A count whose variance is `phi` times its mean: Poisson, or Poisson about a gamma mean. */
export function drawCount(mean: number, phi: number, random: Random): number {
  return drawPoisson(phi <= 1 ? mean : (phi - 1) * drawGamma(mean / (phi - 1), random), random);
}

/** Knuth's product; sums of parts where the mean is large. */
function drawPoisson(mean: number, random: Random): number {
  if (mean > 30) return drawPoisson(30, random) + drawPoisson(mean - 30, random);
  const limit = Math.exp(-mean);
  let [count, product] = [0, 1 - random.next()];
  while (product > limit) {
    count++;
    product *= 1 - random.next();
  }
  return count;
}

/** Marsaglia and Tsang (2000), scale 1. */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const [d, c] = [shape - 1 / 3, 1 / Math.sqrt(9 * (shape - 1 / 3))];
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
