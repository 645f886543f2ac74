// Collects name, version and licence of every package that reaches a user into resources/licences.json. `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Development packages that end up in the page or around it. */
const BUNDLED = [
  '@mantine/core',
  '@mantine/hooks',
  '@tabler/icons-react',
  '@tanstack/react-query',
  'ag-grid-community',
  'ag-grid-react',
  'electron',
  'react',
  'react-dom',
  'recharts',
  'zustand',
];
/** Development packages whose data lies, reduced, in resources/. */
const DATA = ['airport-data-js', 'cldr-subdivisions-full', 'iso-3166', 'sea-ports', 'world-atlas'];
/** Runtimes for the scripts, and what Electron's package needs only to fetch itself. */
const NOT_SHIPPED = [/^node-(linux|win|darwin)/];
const NO_CHILDREN = ['electron', ...DATA];

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const target = join(root, 'resources', 'licences.json');

/** Where Node would find a package that `from` (a place in the lock file) asks for. */
function placeOf(lock, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    if (lock.packages[place]) return place;
    if (!at) return undefined;
  }
}

function reachable(lock) {
  const own = lock.packages[''];
  const waiting = [...Object.keys(own.dependencies ?? {}), ...BUNDLED, ...DATA].map((name) => placeOf(lock, '', name));
  const found = new Set();
  while (waiting.length > 0) {
    const place = waiting.pop();
    if (!place || found.has(place) || NOT_SHIPPED.some((pattern) => pattern.test(nameOf(place)))) continue;
    found.add(place);
    if (NO_CHILDREN.includes(nameOf(place))) continue;
    const { dependencies = {}, optionalDependencies = {} } = lock.packages[place];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) waiting.push(placeOf(lock, place, name));
  }
  return [...found];
}

function nameOf(place) {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** From the lock file; older packages say it only in their own file. Packages for other machines are not installed. */
function licenceOf(place, entry) {
  if (typeof entry.license === 'string') return entry.license;
  const file = join(root, place, 'package.json');
  if (!existsSync(file)) return '';
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  return license?.type ?? license ?? licenses?.map((each) => each.type).join(' OR ') ?? '';
}

export function collectLicences() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const rows = reachable(lock).map((place) => {
    const entry = lock.packages[place];
    return { name: nameOf(place), version: entry.version, licence: licenceOf(place, entry) };
  });
  const unique = new Map(rows.map((row) => [`${row.name}@${row.version}`, row]));
  const packages = [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
  return { about: 'Made by electron/dev/licences.mjs from package-lock.json.', packages };
}

/** Sentences about what is wrong with licences.json and the lock files. */
export function licenceProblems() {
  const wanted = collectLicences();
  const kept = existsSync(target) ? JSON.parse(readFileSync(target, 'utf8')) : { packages: [] };
  const problems = wanted.packages.filter(({ licence }) => !licence).map(({ name }) => `${name} names no licence.`);
  if (JSON.stringify(kept.packages) !== JSON.stringify(wanted.packages))
    problems.push('resources/licences.json is out of date: run node electron/dev/licences.mjs.');
  return [...problems, ...lockProblems('package-lock.json'), ...lockProblems('test/peers/package-lock.json'), ...peerProblems()];
}

/** Every package has its hash, and what another machine may need is there too. */
function lockProblems(file) {
  const lock = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const problems = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place && !entry.link && !entry.integrity) problems.push(`${place} has no integrity in ${file}.`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!placeOf(lock, place, name))
        problems.push(`${name}, which ${place || 'the project'} may need on another machine, is missing from ${file}.`);
    }
  }
  return problems;
}

/** What tests check with reaches no user; it still names a licence, and is none of the packages that `npm start` installs. */
function peerProblems() {
  const own = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'test', 'peers', 'package-lock.json'), 'utf8'));
  const places = Object.keys(packages).filter(Boolean);
  return [
    ...places.filter((place) => !packages[place].license).map((place) => `${nameOf(place)} names no licence.`),
    ...places.filter((place) => own.packages[place]).map((place) => `${nameOf(place)} is for tests only and stands in package-lock.json.`),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const problems = licenceProblems();
    for (const problem of problems) console.log(problem);
    process.exitCode = problems.length > 0 ? 1 : 0;
  } else {
    writeFileSync(target, `${JSON.stringify(collectLicences(), null, 1)}\n`);
  }
}
