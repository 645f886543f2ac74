import { createPlaces, type Places } from '../../shared/domain/place.ts';

/** What is asked about regions alone. */
export type Regions = Pick<Places, 'subdivisionCountry' | 'isSubdivision'>;

let places: Promise<Places> | undefined;
let regions: Promise<Regions> | undefined;

/** The lists of ports, airports and regions, read on first use: nothing else needs their tens of megabytes. */
export function loadPlaces(): Promise<Places> {
  places ??= readPlaces();
  return places;
}

/** The list of regions, which is a fifth of all places. */
export function loadRegions(): Promise<Regions> {
  regions ??= readRegions();
  return regions;
}

async function readPlaces(): Promise<Places> {
  const [ports, airports, rest] = await Promise.all([
    import('../../resources/places/ports.json', { with: { type: 'json' } }),
    import('../../resources/places/airports.json', { with: { type: 'json' } }),
    readNames(),
  ]);
  return createPlaces({ ports: ports.default.rows, airports: airports.default.rows, ...rest });
}

async function readRegions(): Promise<Regions> {
  return createPlaces({ ports: [], airports: [], ...(await readNames()) });
}

async function readNames() {
  const [subdivisions, aliases] = await Promise.all([
    import('../../resources/places/subdivisions.json', { with: { type: 'json' } }),
    import('../../resources/aliases/place.json', { with: { type: 'json' } }),
  ]);
  return { subdivisions: subdivisions.default.rows, aliases: aliases.default.aliases };
}
