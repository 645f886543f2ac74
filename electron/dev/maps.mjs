// Builds resources/maps/world.json from pinned development packages: node electron/dev/maps.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { geoArea, geoContains, geoEqualEarth, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Units of the grid on which the world is drawn; its height follows from the projection. */
const WIDTH = 5000;
/** Steradians: corners that cut off less than this are taken out of the outlines. */
const DETAIL = 6e-7;
/** Steradians: smaller islands are left out, unless they are the largest part of a country. */
const SMALLEST = 4e-6;

/** Areas without a number of their own in the source. Siachen is drawn as no one's, between dashed lines. */
const UNNUMBERED = {
  'N. Cyprus': 'CYP',
  Somaliland: 'SOM',
  Kosovo: 'XKX',
  'Siachen Glacier': '',
  'Indian Ocean Ter.': 'AUS',
  'Ashmore and Cartier Is.': 'AUS',
};
/** Polygons that the source gives to another, by a point inside: Crimea by General Assembly resolution 68/262, and areas with a code of their own. */
const MOVED = [
  { from: 'RUS', to: 'UKR', inside: [34.2, 45.2] },
  { from: 'FRA', to: 'GUF', inside: [-53, 4] },
  { from: 'FRA', to: 'REU', inside: [55.5, -21.1] },
  { from: 'FRA', to: 'MTQ', inside: [-61, 14.65] },
  { from: 'FRA', to: 'GLP', inside: [-61.7, 16.15] },
  { from: 'FRA', to: 'MYT', inside: [45.15, -12.8] },
  { from: 'NOR', to: 'SJM', inside: [17.5, 78.2] },
];
/** Boundaries that are drawn dashed: undetermined, a line of control, or under dispute before the United Nations. */
const UNSETTLED = ['IND-PAK', 'CHN-IND', 'SDN-SSD', 'ESH-MAR', 'SRB-XKX', 'ISR-PSE', 'ISR-SYR', 'KOR-PRK', 'EGY-SDN', 'ISR-LBN', 'KEN-SSD'];
/** Where a line ends when the middle of the largest part is not the place, and for areas too small for the source: degrees east and north. */
const POINTS = {
  BES: [-68.3, 12.2],
  CAN: [-100, 55],
  CCK: [96.8, -12.2],
  CHL: [-71, -33.5],
  CXR: [105.6, -10.5],
  FJI: [178, -17.8],
  FRA: [2.5, 46.5],
  GIB: [-5.35, 36.14],
  GLP: [-61.6, 16.2],
  MTQ: [-61, 14.65],
  MYT: [45.15, -12.8],
  NOR: [9.5, 61],
  NZL: [172, -42],
  REU: [55.5, -21.1],
  RUS: [60, 58],
  TKL: [-171.8, -9.2],
  TUV: [179.2, -8.5],
  USA: [-98, 39],
};

const topology = simplify(presimplify(json('node_modules/world-atlas/countries-50m.json'), sphericalTriangleArea), DETAIL);
const codes = new Map(
  json('resources/countries.json')
    .countries.filter(({ status }) => status !== 'former')
    .map(({ numeric, code }) => [numeric, code]),
);
const projection = geoEqualEarth().rotate([-11, 0]);
projection.fitWidth(WIDTH, { type: 'Sphere' });

/** Every polygon by itself, with the code it is drawn under. */
function polygons() {
  const parts = topology.objects.countries.geometries.flatMap((geometry) => {
    const code = geometry.id ? codes.get(geometry.id) : UNNUMBERED[geometry.properties.name];
    if (code === undefined) throw new Error(`No code for ${geometry.properties.name}.`);
    const all = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    return all.map((arcs) => ({ type: 'Polygon', arcs, properties: { code } }));
  });
  for (const part of parts) {
    const shape = feature(topology, part);
    const move = MOVED.find(({ from, inside }) => from === part.properties.code && geoContains(shape, inside));
    if (move) part.properties = { code: move.to };
  }
  return parts.filter(({ properties }) => properties.code !== 'ATA');
}

/** Runs of grid points as the projection cuts them; each run as first point, then steps. */
function runs(shape) {
  const found = [];
  const point = (x, y) => [Math.round(x), Math.round(y)];
  const context = {
    beginPath() {},
    arc() {},
    moveTo: (x, y) => found.push([point(x, y)]),
    lineTo: (x, y) => found.at(-1).push(point(x, y)),
    closePath() {},
  };
  geoPath(projection, context)(shape);
  return found
    .map((run) => run.filter(([x, y], at) => at === 0 || x !== run[at - 1][0] || y !== run[at - 1][1]))
    .filter((run) => run.length > 1);
}

const steps = (run) => run.flatMap(([x, y], at) => (at === 0 ? [x, y] : [x - run[at - 1][0], y - run[at - 1][1]]));

function countries(parts) {
  const byCode = Map.groupBy(parts, ({ properties }) => properties.code);
  for (const code of Object.keys(POINTS)) if (!byCode.has(code)) byCode.set(code, []);
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, own]) => {
      const shapes = own.map((part) => feature(topology, part)).sort((a, b) => geoArea(b) - geoArea(a));
      const kept = shapes.filter((shape, at) => at === 0 || geoArea(shape) >= SMALLEST);
      const [x, y] = POINTS[code] ? projection(POINTS[code]) : geoPath(projection).centroid(kept[0]);
      return { code, point: [Math.round(x), Math.round(y)], rings: kept.flatMap((shape) => runs(shape).map(steps)) };
    });
}

function boundaries(parts, isWanted) {
  const collection = { type: 'GeometryCollection', geometries: parts };
  const name = (a, b) => [a.properties.code, b.properties.code].sort().join('-');
  const isUnsettled = (a, b) => UNSETTLED.includes(name(a, b)) || name(a, b).startsWith('-');
  const lines = mesh(topology, collection, (a, b) => a.properties.code !== b.properties.code && isUnsettled(a, b) === isWanted);
  return runs(lines).map(steps);
}

const parts = polygons();
const world = {
  about:
    'Made by electron/dev/maps.mjs from world-atlas (Natural Earth 1:50m, public domain). Equal Earth projection; grid units; a run is its first point and then steps.',
  version: json('node_modules/world-atlas/package.json').version,
  width: WIDTH,
  height: Math.round(geoPath(projection).bounds({ type: 'Sphere' })[1][1]),
  countries: countries(parts),
  settled: boundaries(parts, false),
  unsettled: boundaries(parts, true),
};
const { countries: list, settled, unsettled, ...head } = world;
const rows = (items) => items.map((item) => JSON.stringify(item)).join(',\n');
const text = `${JSON.stringify(head, null, 1).slice(0, -2)},\n "countries": [\n${rows(list)}\n],\n "settled": ${JSON.stringify(settled)},\n "unsettled": ${JSON.stringify(unsettled)}\n}\n`;
mkdirSync(join(root, 'resources', 'maps'), { recursive: true });
writeFileSync(join(root, 'resources', 'maps', 'world.json'), text);
process.stdout.write(`${list.length} countries and areas, ${Math.round(text.length / 1024)} KB\n`);
