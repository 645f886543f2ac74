import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  /** What it imports, as written. */
  imports: string[];
  text: string;
}

const LAYERS = [
  'shared',
  'renderer',
  'electron/service',
  'electron/parser',
  'electron/host',
  'electron/cli',
  'electron/main',
  'electron/preload',
] as const;
export type Layer = (typeof LAYERS)[number];

/** Who may import whom. Files of the page's own kind always may. */
const ALLOWED: Record<Layer, Layer[]> = {
  shared: ['shared'],
  renderer: ['renderer', 'shared'],
  'electron/service': ['electron/service', 'shared'],
  'electron/parser': ['electron/parser', 'shared'],
  'electron/host': ['electron/host', 'electron/service', 'electron/parser', 'shared'],
  'electron/cli': ['electron/cli', 'electron/service', 'electron/parser', 'shared'],
  'electron/main': ['electron/main', 'shared'],
  'electron/preload': ['electron/preload', 'shared'],
};

/** Of the parser, others only start it. */
const PARSER_DOOR = 'electron/parser/start.ts';
const NETWORK = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector', 'ws', 'undici'];
const MAY_LISTEN: Layer[] = ['electron/host'];
const IMPORT =
  /(?:\bimport|\bexport)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;
const REACHING =
  /(?<![.\w'"`])fetch\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection)\(|\bsendBeacon\(|\bnet\.(?:request|fetch)\(/;

export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}

/** Every source file of the layers. */
export function readSources(root: string): SourceFile[] {
  const folders = LAYERS.map((layer) => join(root, layer)).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|js)$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
  return files.map((file) => sourceFile(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

export function sourceFile(path: string, text: string): SourceFile {
  const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return { path, imports, text };
}

/** Sentences, one for each broken rule. */
export function brokenRules(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (!layer) return [];
    const problems = file.imports.flatMap((wanted) => problemOfImport(file, layer, wanted));
    return [...new Set([...problems, ...problemsOfReach(file, layer)])].map((problem) => `${file.path} ${problem}`);
  });
}

function problemOfImport(file: SourceFile, layer: Layer, wanted: string): string[] {
  if (wanted.startsWith('.')) return problemOfPath(file, layer, posix.normalize(posix.join(dirname(file.path), wanted)));
  const name = wanted.replace(/^node:/, '');
  if ((layer === 'shared' || layer === 'renderer') && wanted.startsWith('node:')) return [`imports ${wanted}, and the page has no Node.`];
  if (name === 'electron' && layer !== 'electron/main' && layer !== 'electron/preload')
    return ["imports 'electron', which only main and preload may."];
  if (NETWORK.includes(name) && !MAY_LISTEN.includes(layer)) return [`imports ${wanted}: only the browser host may use the network.`];
  if (layer === 'shared' && ['react', 'better-sqlite3'].includes(name)) return [`imports ${wanted}, which is not for every layer.`];
  return [];
}

function problemOfPath(file: SourceFile, layer: Layer, target: string): string[] {
  if (target.startsWith('resources/') || target === 'package.json') return [];
  const other = layerOf(target);
  if (!other || !ALLOWED[layer].includes(other)) return [`imports ${target}, which its layer may not.`];
  if (other === 'electron/parser' && layer !== other && target !== PARSER_DOOR) return [`imports ${target}: the parser is only started.`];
  return problemOfSibling(file.path, target);
}

/** Screens never import each other; nor do analyses. */
function problemOfSibling(path: string, target: string): string[] {
  const screen = /^renderer\/features\/([^/]+)\//;
  const [from, to] = [screen.exec(path)?.[1], screen.exec(target)?.[1]];
  if (from && to && from !== to && to !== 'filter') return [`imports ${target}: a screen may not import another.`];
  const analysis = /^shared\/analysis\/(?!define|index|run)[^/]+\.ts$/;
  if (analysis.test(path) && analysis.test(target)) return [`imports ${target}: an analysis may not import another.`];
  return [];
}

/** Ways to the network that need no import. The page talks to its own origin in two files. */
function problemsOfReach(file: SourceFile, layer: Layer): string[] {
  const mayReach = MAY_LISTEN.includes(layer) || ['renderer/connect.ts', 'renderer/app/host-native.ts'].includes(file.path);
  const found = mayReach ? undefined : REACHING.exec(withoutComments(file.text))?.[0];
  return found ? [`uses ${found}: nothing here reaches out.`] : [];
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
