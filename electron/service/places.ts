import { createPlaces, type Places } from '../../shared/domain/place.ts';

let loading: Promise<Places> | undefined;

/** The lists of ports, airports and regions, read on first use: nothing else needs their megabyte. */
export function loadPlaces(): Promise<Places> {
  loading ??= read();
  return loading;
}

async function read(): Promise<Places> {
  const [ports, airports, subdivisions, aliases] = await Promise.all([
    import('../../resources/places/ports.json', { with: { type: 'json' } }),
    import('../../resources/places/airports.json', { with: { type: 'json' } }),
    import('../../resources/places/subdivisions.json', { with: { type: 'json' } }),
    import('../../resources/aliases/place.json', { with: { type: 'json' } }),
  ]);
  return createPlaces({
    ports: ports.default.rows,
    airports: airports.default.rows,
    subdivisions: subdivisions.default.rows,
    aliases: aliases.default.aliases,
  });
}
