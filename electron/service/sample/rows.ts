import { createRandom, type Random } from './random.ts';
import { DESTINATIONS, ORIGINS, REPORTERS, type Reporter, SCENES, type Scene, TRANSITS } from './scenes.ts';

/** The sixteen headers of the UNODC layout of 2011–2016. */
export const SAMPLE_HEADERS = [
  'REGION',
  'SUBREGION',
  'COUNTRY',
  'ADMINISTRATIVE_DIVISION',
  'PLACE',
  'SEIZURE_DATE',
  'DRUG_NAME',
  'AMOUNT',
  'DRUG_UNIT',
  'HIDING_PLACE',
  'INSTALLATION',
  'TRANSPORT',
  'PRODUCING_COUNTRY',
  'DEPARTURE_COUNTRY',
  'DESTINATION_COUNTRY',
  'ROUTING',
] as const;

const [FIRST_YEAR, YEARS] = [2011, 6];
const REPEATED = 0.03;
const KEPT_FOR_REPEATS = 200;
/** Rare oddities that real files hold too. */
const [ODD_UNIT, BROKEN_PLACE, NO_AMOUNT] = [0.002, 0.0002, 0.0003];
/** A lowered threshold brings so many times the cases, of so much smaller an amount. */
const [MORE_CASES, SMALLER] = [4, 0.05];

/** Lines of the sample, header first, each with its line end. Every case is invented; its place says so. */
export function* sampleLines(cases: number, seed: number): Generator<string> {
  const random = createRandom(seed);
  const recent: string[] = [];
  yield `${SAMPLE_HEADERS.join(';')}\n`;
  for (let made = 0; made < cases; made++) {
    const line = recent.length > 0 && random.next() < REPEATED ? (recent[random.below(recent.length)] as string) : inventCase(random);
    if (recent.length < KEPT_FOR_REPEATS) recent.push(line);
    else recent[random.below(KEPT_FOR_REPEATS)] = line;
    yield line;
  }
}

function inventCase(random: Random): string {
  const year = FIRST_YEAR + random.below(YEARS);
  const reporter = random.weighted(
    REPORTERS.filter(({ years }) => years[0] <= year && year <= years[1]).map((one) => [one, weightOf(one, year)] as const),
  );
  const scene = random.weighted(SCENES.map((one) => [one, sceneWeight(one, year)] as const));
  const isSmall = reporter.thresholdDropsIn !== undefined && year >= reporter.thresholdDropsIn && random.next() > 1 / MORE_CASES;
  const cells = [
    reporter.region,
    reporter.subregion,
    reporter.country,
    ...placeOf(random),
    dateOf(random, year),
    ...quantity(random, scene, isSmall),
    ...manner(random, scene, reporter),
  ];
  return `${cells.join(';')}\n`;
}

function weightOf({ weight, thresholdDropsIn }: Reporter, year: number): number {
  return thresholdDropsIn !== undefined && year >= thresholdDropsIn ? weight * MORE_CASES : weight;
}

function sceneWeight({ weight: [first, last] }: Scene, year: number): number {
  return first + ((last - first) * (year - FIRST_YEAR)) / (YEARS - 1);
}

function placeOf(random: Random): [division: string, place: string] {
  const province = 1 + random.below(12);
  const division = random.next() < 0.15 ? '' : `Invented province ${province}`;
  if (random.next() < BROKEN_PLACE) return [division, `"Invented town ${province}\nupper quarter"`];
  return [division, random.next() < 0.05 ? '' : `Invented town ${province}-${1 + random.below(20)}`];
}

/** Any day of the year, somewhat more in the second half. */
function dateOf(random: Random, year: number): string {
  const day = Math.floor(365 * random.next() ** 0.9);
  return new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
}

function quantity(random: Random, scene: Scene, isSmall: boolean): [drug: string, amount: string, unit: string] {
  const [drug, unit, median] = random.weighted(scene.drugs.map((one) => [one, one[3]] as const));
  const amount = random.logNormal(median * (isSmall ? SMALLER : 1), 1.4);
  if (random.next() < NO_AMOUNT) return [drug, '', unit];
  const odd =
    random.next() < ODD_UNIT
      ? random.weighted([
          ['', 3],
          ['Packages', 2],
          ['Ampoule', 2],
          ['Block (350gr)', 1],
          ['Bush', 1],
        ] as const)
      : unit;
  return [drug, written(amount, unit), odd];
}

/** Counted things are whole; masses keep three digits after the mark, as the real file has them. */
function written(amount: number, unit: string): string {
  const isCounted = ['Tablet', 'Pill', 'Unit', 'Plants'].includes(unit);
  const value = isCounted ? Math.max(1, Math.round(amount)) : Math.max(0.001, Math.round(amount * 1000) / 1000);
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function manner(random: Random, scene: Scene, reporter: Reporter): string[] {
  const isBlank = random.next() < reporter.blank;
  const isUnknown = !isBlank && random.next() < 0.03;
  const stated = (pick: () => string): string => (isBlank ? '' : isUnknown ? 'Unknown' : pick());
  return [
    stated(() => random.weighted(scene.hiding)),
    stated(() => random.weighted(scene.installation)),
    stated(() => random.weighted(scene.transport)),
    random.weighted(ORIGINS),
    random.weighted(TRANSITS),
    random.weighted(DESTINATIONS),
    isBlank && random.next() < 0.8 ? '' : random.weighted(scene.routing),
  ];
}
