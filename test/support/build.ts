/** Columns of the UNODC 2011–2016 layout. Every value that the builders below write is made up. */
export const IDS_HEADERS = [
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
export type IdsRow = Partial<Record<(typeof IDS_HEADERS)[number], string>>;

const PLAIN: Record<(typeof IDS_HEADERS)[number], string> = {
  REGION: 'Europe',
  SUBREGION: 'West & Central Europe',
  COUNTRY: 'Spain',
  ADMINISTRATIVE_DIVISION: 'Made-up province',
  PLACE: 'Made-up harbour',
  SEIZURE_DATE: '2014-03-09',
  DRUG_NAME: 'Cocaine',
  AMOUNT: '12.5',
  DRUG_UNIT: 'Kilogram',
  HIDING_PLACE: 'Freight',
  INSTALLATION: 'Seaport',
  TRANSPORT: 'Commercial sea',
  PRODUCING_COUNTRY: 'Colombia',
  DEPARTURE_COUNTRY: 'Ecuador',
  DESTINATION_COUNTRY: 'Spain',
  ROUTING: 'Border - inbound',
};

/** A file of separated values; cells are quoted where they must be. */
export function csv(rows: readonly (readonly string[])[], { delimiter = ';', newline = '\n', last = true } = {}): string {
  const cell = (text: string) => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(delimiter)).join(newline) + (last ? newline : '');
}

/** A file in the UNODC layout; what a row does not say is as in one plain, made-up seizure. */
export function idsCsv(rows: IdsRow[], dialect: Parameters<typeof csv>[1] = {}): string {
  return csv([IDS_HEADERS, ...rows.map((row) => IDS_HEADERS.map((header) => row[header] ?? PLAIN[header]))], dialect);
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Made-up seizures with blanks, unknowns and quoted cells; one in eight repeats an earlier row. */
export function madeUpSeizures(count: number, seed: number): IdsRow[] {
  const random = randomOf(seed);
  const rows: IdsRow[] = [];
  while (rows.length < count) {
    const earlier = random() < 0.125 ? rows[Math.floor(random() * rows.length)] : undefined;
    rows.push(earlier ?? madeUpSeizure(random, count));
  }
  return rows;
}

function madeUpSeizure(random: () => number, places: number): IdsRow {
  const pick = (...texts: string[]) => texts[Math.floor(random() * texts.length)] as string;
  return {
    COUNTRY: pick('Spain', 'Italy', 'Chile', 'Mauritius'),
    PLACE: pick('Made-up harbour', 'Quay "seven"', 'Market; north', '', `Place ${Math.floor(random() * places)}`),
    SEIZURE_DATE: `201${1 + Math.floor(random() * 6)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
    DRUG_NAME: pick('Cocaine', 'Heroin', 'Opium'),
    AMOUNT: pick('1.0', '250.0', '0.05', '', String(Math.floor(random() * 9000) / 10)),
    DRUG_UNIT: pick('Kilogram', 'Gram', 'Tablet'),
    HIDING_PLACE: pick('Baggage', 'Other', '', 'Unknown'),
    TRANSPORT: pick('Commercial air', 'None', '', 'Unknown'),
    ROUTING: pick('Border - inbound', ''),
  };
}
