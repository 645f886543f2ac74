/** Weights of a choice; an empty text leaves the cell blank. */
export type Choice = readonly (readonly [string, number])[];

/** A kind of case that the sample is mixed from. All figures are invented. */
export interface Scene {
  /** Weight in 2011 and in 2016; the years between lie between. */
  weight: readonly [number, number];
  transport: Choice;
  hiding: Choice;
  installation: Choice;
  routing: Choice;
  /** Name, unit, median amount, weight. */
  drugs: readonly (readonly [string, string, number, number])[];
}

/** Who reports in the sample. All figures are invented, whatever the country's name. */
export interface Reporter {
  country: string;
  region: string;
  subregion: string;
  weight: number;
  /** First and last year with cases. */
  years: readonly [number, number];
  /** Share of cases whose concealment and transport stay blank. */
  blank: number;
  /** From this year on small cases are reported too, so that counts rise though nothing else did. */
  thresholdDropsIn?: number;
}

const IN = 'Border - inbound';
const OUT = 'Border - outbound';
const INSIDE = 'National territory/domestic seizure';

export const SCENES: readonly Scene[] = [
  {
    weight: [8, 22],
    transport: [
      ['Mail', 6],
      ['Commercial air', 3],
      ['Other', 1],
    ],
    hiding: [
      ['Postal', 6],
      ['Package', 3],
      ['Gifts', 1],
    ],
    installation: [
      ['Post Office', 8],
      ['Air Cargo', 1],
      ['', 1],
    ],
    routing: [
      [IN, 7],
      ['Border - transit/free trade zone', 1],
      ['', 2],
    ],
    drugs: [
      ['Ecstasy', 'Tablet', 150, 3],
      ['Methamphetamine', 'Gram', 80, 3],
      ['Cocaine', 'Gram', 60, 2],
      ['Mephedrone', 'Gram', 50, 1],
      ['LSD', 'Unit', 100, 1],
    ],
  },
  {
    weight: [22, 14],
    transport: [
      ['Commercial air', 9],
      ['Private air', 1],
    ],
    hiding: [
      ['Baggage', 5],
      ['Swallowed', 2],
      ['Body', 2],
      ['Outerwear', 1],
      ['Shoes', 1],
    ],
    installation: [
      ['Airport', 9],
      ['', 1],
    ],
    routing: [
      [IN, 5],
      [OUT, 3],
      ['', 2],
    ],
    drugs: [
      ['Cocaine', 'Kilogram', 1.4, 5],
      ['Heroin', 'Kilogram', 0.9, 3],
      ['Methamphetamine', 'Kilogram', 1.1, 2],
      ['Khat', 'Kilogram', 15, 1],
    ],
  },
  {
    weight: [6, 9],
    transport: [
      ['Commercial sea', 9],
      ['Private sea', 1],
    ],
    hiding: [
      ['Container', 6],
      ['Freight', 3],
      ['Food', 1],
      ['Furniture', 1],
    ],
    installation: [
      ['Seaport', 7],
      ['Port Facilities', 2],
      ['International Waters', 1],
    ],
    routing: [
      [IN, 6],
      ['Border - transit/free trade zone', 2],
      ['', 2],
    ],
    drugs: [
      ['Cocaine', 'Kilogram', 45, 6],
      ['Heroin', 'Kilogram', 12, 1],
      ['Pseudoephedrine', 'Kilogram', 60, 1],
    ],
  },
  {
    weight: [24, 22],
    transport: [
      ['Private road', 5],
      ['Commercial road', 3],
      ['Land', 2],
      ['Rail', 1],
    ],
    hiding: [
      ['Car Parts', 3],
      ['Transport Vehicle', 3],
      ['Inserted', 2],
      ['Plastic bags', 1],
      ['', 2],
    ],
    installation: [
      ['Road', 4],
      ['Highway', 1],
      ['Checkpoint', 1],
      ['Frontier', 2],
      ['Car', 1],
    ],
    routing: [
      [INSIDE, 4],
      [IN, 3],
      ['', 3],
    ],
    drugs: [
      ['Heroin', 'Kilogram', 0.6, 3],
      ['Coca paste', 'Kilogram', 3, 2],
      ['Opium', 'Kilogram', 4, 2],
      ['Opium', 'Viss', 2, 0.1],
      ['Amphetamine', 'Gram', 120, 2],
    ],
  },
  {
    weight: [18, 15],
    transport: [
      ['Pedestrian', 2],
      ['', 6],
      ['Private road', 2],
    ],
    hiding: [
      ['Body', 2],
      ['Outerwear', 2],
      ['Handbag', 1],
      ['', 5],
    ],
    installation: [
      ['Street', 6],
      ['Open Air', 2],
      ['Bar', 1],
      ['', 2],
    ],
    routing: [
      [INSIDE, 7],
      ['', 3],
    ],
    drugs: [
      ['Cocaine', 'Gram', 3, 3],
      ['Heroin', 'Gram', 2, 3],
      ['Ecstasy', 'Pill', 12, 1],
      ['Crack', 'Gram', 2, 1],
      ['Methadone', 'Millilitre', 150, 0.5],
    ],
  },
  {
    weight: [12, 10],
    transport: [
      ['None', 8],
      ['', 2],
    ],
    hiding: [
      ['Residence', 6],
      ['Furniture', 1],
      ['', 3],
    ],
    installation: [
      ['Home/Residence', 5],
      ['Flat/Apartment', 4],
      ['Warehouse', 1],
    ],
    routing: [
      [INSIDE, 9],
      ['', 1],
    ],
    drugs: [
      ['Amphetamine', 'Gram', 90, 2],
      ['Poppy straw', 'Plants', 25, 0.5],
      ['Cocaine', 'Gram', 40, 2],
      ['GHB', 'Litre', 0.5, 1],
      ['Clonazepam', 'Tablet', 60, 1],
    ],
  },
];

export const REPORTERS: readonly Reporter[] = [
  { country: 'Spain', region: 'Europe', subregion: 'West & Central Europe', weight: 12, years: [2011, 2016], blank: 0.12 },
  { country: 'Italy', region: 'Europe', subregion: 'West & Central Europe', weight: 10, years: [2011, 2016], blank: 0.2 },
  { country: 'Portugal', region: 'Europe', subregion: 'West & Central Europe', weight: 6, years: [2011, 2015], blank: 0.15 },
  { country: 'Denmark', region: 'Europe', subregion: 'West & Central Europe', weight: 5, years: [2012, 2016], blank: 0.55 },
  { country: 'Latvia', region: 'Europe', subregion: 'West & Central Europe', weight: 4, years: [2011, 2016], blank: 0.3 },
  { country: 'Bulgaria', region: 'Europe', subregion: 'Southeast Europe', weight: 4, years: [2011, 2014], blank: 0.1 },
  { country: 'New Zealand', region: 'Oceania', subregion: 'Oceania', weight: 8, years: [2011, 2016], blank: 0.25 },
  { country: 'Chile', region: 'Americas', subregion: 'South America', weight: 10, years: [2011, 2016], blank: 0.7, thresholdDropsIn: 2014 },
  { country: 'Ecuador', region: 'Americas', subregion: 'South America', weight: 9, years: [2011, 2016], blank: 0.6 },
  { country: 'Uruguay', region: 'Americas', subregion: 'South America', weight: 3, years: [2013, 2016], blank: 0.4 },
  { country: 'Morocco', region: 'Africa', subregion: 'North Africa', weight: 4, years: [2011, 2016], blank: 0.35 },
  { country: 'Mauritius', region: 'Africa', subregion: 'East Africa', weight: 2, years: [2011, 2013], blank: 0.05 },
  { country: 'India', region: 'Asia', subregion: 'South Asia', weight: 6, years: [2011, 2016], blank: 0.45 },
  {
    country: 'Kazakhstan',
    region: 'Asia',
    subregion: 'Central Asia and Transcaucasian countries',
    weight: 3,
    years: [2012, 2016],
    blank: 0.5,
  },
  { country: 'Thailand', region: 'Asia', subregion: 'East and South-East Asia', weight: 5, years: [2011, 2016], blank: 0.3 },
];

export const ORIGINS: Choice = [
  ['', 55],
  ['Unknown', 20],
  ['Colombia', 6],
  ['Peru', 4],
  ['Afghanistan', 6],
  ['China', 4],
  ['Netherlands', 3],
  ['Brazil', 2],
];
export const TRANSITS: Choice = [
  ['', 40],
  ['Unknown', 15],
  ['Brazil', 9],
  ['Netherlands', 9],
  ['Peru', 6],
  ['Pakistan', 6],
  ['Germany', 5],
  ['Dominican Republic', 4],
  ['China', 6],
];
export const DESTINATIONS: Choice = [
  ['', 45],
  ['Unknown', 12],
  ['Spain', 10],
  ['United Kingdom', 8],
  ['Italy', 6],
  ['France', 6],
  ['New Zealand', 6],
  ['Russian Federation', 7],
];
