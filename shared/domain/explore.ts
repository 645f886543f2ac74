/** What the ranked bars may show. */
export const RANKED_FACETS = [
  'drug',
  'country',
  'transport',
  'concealment',
  'seizure-place',
  'form',
  'delivery',
  'detection',
  'agency',
  'produced',
  'departed',
  'transited',
  'destined',
  'source',
  'regime',
] as const;

/** What the map may shade. */
export const MAP_FACETS = ['country', 'produced', 'departed', 'transited', 'destined'] as const;

/** Columns of the flow panel, in the direction of travel. */
export const FLOW_ROLES = ['produced', 'departed', 'destined'] as const;
