/** Fields that are read through a vocabulary or a crosswalk. Their facet has the same name, but for `unit`. */
export const CONVERSION_FIELDS = [
  'country',
  'drug',
  'form',
  'unit',
  'transport',
  'concealment',
  'seizure-place',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
] as const;

/** Numbers of things that travel, validated by their check digits and never published. */
export const IDENTIFIER_FIELDS = ['container', 'imo', 'postal-item', 'air-waybill', 'mmsi', 'airport', 'locode', 'case-number'] as const;

/** Everything a column of a file may feed. */
export const FIELDS = [
  'country',
  'division',
  'place',
  'date',
  'drug',
  'amount',
  'unit',
  'concealment',
  'seizure-place',
  'transport',
  'produced',
  'departed',
  'destined',
  'routing',
  'region',
  'subregion',
  'form',
  'delivery',
  'detection',
  'agency',
  'transited',
  'year',
  'month',
  /** Day of the month, beside year and month. */
  'day',
  'weekday',
  /** Number of events that an aggregated row stands for. */
  'events',
  'latitude',
  'longitude',
  'remarks',
  ...IDENTIFIER_FIELDS,
] as const;
export type Field = (typeof FIELDS)[number];

/** Order of the parts of a date. `iso` is year-month-day with hyphens, possibly partial. */
export const DATE_ORDERS = ['iso', 'ymd', 'dmy', 'mdy', 'ydm'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Rows below the header that are no data. */
export const LEFT_OUT_KINDS = ['totals', 'note', 'repeated-header', 'blank', 'heading', 'other-measure'] as const;
export type LeftOutKind = (typeof LEFT_OUT_KINDS)[number];
