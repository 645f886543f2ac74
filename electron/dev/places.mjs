// Builds resources/places/*.json and resources/aliases/country-names.json from pinned development packages: node electron/dev/places.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import airportData from 'airport-data-js';
import { iso31662 } from 'iso-3166';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);
const NAME_LANGUAGES = ['en', 'fr', 'ru', 'es', 'pt'];

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const versionOf = (name) => json(`node_modules/${name}/package.json`).version;
const clean = (text) =>
  String(text ?? '')
    .normalize('NFC')
    .replaceAll('|', '/')
    .replace(/\s+/g, ' ')
    .trim();
const degrees = (value) => (Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : '');
const sorted = (rows) => [...new Set(rows)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

function write(path, data, list) {
  const { [list]: rows, ...head } = data;
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  writeFileSync(join(root, path), `${JSON.stringify(head, null, 1).slice(0, -2)},\n "${list}": [\n${lines}\n]\n}\n`);
}

/** ISO 3166-2 with the name in the country's language and CLDR's English one where it differs. */
function subdivisions() {
  const english = require('cldr-subdivisions-full/subdivisions/en/en.json').subdivisions.localeDisplayNames.subdivisions;
  const names = new Map(iso31662.map(({ code, name }) => [code, clean(name.replace(/\s*\[[^\]]*\]$/, ''))]));
  for (const [key, name] of Object.entries(english)) {
    const code = `${key.slice(0, 2)}-${key.slice(2)}`.toUpperCase();
    if (!names.has(code)) names.set(code, clean(name));
  }
  return sorted(
    [...names].map(([code, name]) => {
      const other = clean(english[code.replace('-', '').toLowerCase()]);
      return other && other !== name ? `${code}|${name}|${other}` : `${code}|${name}`;
    }),
  );
}

function ports() {
  const rows = Object.values(json('node_modules/sea-ports/lib/ports.json')).flatMap(({ unlocs, name, city, alias, coordinates }) => {
    const others = [...new Set([clean(city), ...(alias ?? []).map(clean)])].filter((other) => other && other !== clean(name));
    const [longitude, latitude] = coordinates ?? [];
    return unlocs.map((code) => [code, clean(name), degrees(latitude), degrees(longitude), ...others].join('|'));
  });
  return sorted(rows);
}

async function airports() {
  const all = await airportData.findAirports({});
  const kept = all.filter(({ iata, type }) => /^[A-Z]{3}$/.test(iata) || ['large_airport', 'medium_airport'].includes(type));
  return sorted(
    kept.map(({ iata, icao, country_code, airport, latitude, longitude }) =>
      [/^[A-Z]{3}$/.test(iata) ? iata : '', clean(icao), country_code, clean(airport), degrees(latitude), degrees(longitude)].join('|'),
    ),
  );
}

/** What Unicode CLDR calls each country beside the labels of countries.json; no abbreviation, since French `RU` is the United Kingdom. */
function countryNames() {
  const displays = NAME_LANGUAGES.flatMap((language) =>
    ['long', 'short'].map((style) => new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' })),
  );
  return json('resources/countries.json')
    .countries.filter(({ status, alpha2 }) => status === 'current' && alpha2)
    .map(({ code, alpha2, label }) => {
      const names = displays
        .map((display) => clean(display.of(alpha2)))
        .filter((name) => name && !/^[A-Z.]{2,4}$/.test(name) && !Object.values(label).includes(name));
      return { to: [code], from: sorted(names) };
    })
    .filter(({ from }) => from.length > 0);
}

mkdirSync(join(root, 'resources', 'places'), { recursive: true });
const isoEdition = `iso-3166 ${versionOf('iso-3166')}, cldr-subdivisions-full ${versionOf('cldr-subdivisions-full')}`;
write('resources/places/subdivisions.json', { id: 'subdivisions', edition: isoEdition, rows: subdivisions() }, 'rows');
write('resources/places/ports.json', { id: 'ports', edition: `sea-ports ${versionOf('sea-ports')}`, rows: ports() }, 'rows');
write(
  'resources/places/airports.json',
  { id: 'airports', edition: `airport-data-js ${versionOf('airport-data-js')}`, rows: await airports() },
  'rows',
);
const cldr = { id: 'country-names', version: '1', source: `Unicode CLDR ${process.versions.cldr}, by electron/dev/places.mjs` };
write('resources/aliases/country-names.json', { ...cldr, aliases: countryNames() }, 'aliases');
