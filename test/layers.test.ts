import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brokenRules, readSources, sourceFile } from './support/layers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Broken rules of one made-up file. */
const planted = (path: string, text: string) => brokenRules([sourceFile(path, text)]);

describe('who imports whom', () => {
  const sources = readSources(root);

  it('is as the design says, in every file', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(brokenRules(sources)).toEqual([]);
  });

  it.each([
    ['shared/x.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/x.ts', "import { unlock } from '../electron/service/workspace/unlock.ts';"],
    ['shared/x.ts', "import React from 'react';"],
    ['renderer/x.tsx', "import { startHost } from '../electron/host/host.ts';"],
    ['renderer/x.tsx', "import path from 'node:path';"],
    ['renderer/features/cases/x.tsx', "import { Overview } from '../overview/screen.tsx';"],
    ['shared/analysis/one.ts', "import { two } from './two.ts';"],
    ['electron/service/x.ts', "import { app } from 'electron';"],
    ['electron/service/x.ts', "import type { App } from 'electron';"],
    ['electron/service/x.ts', "import { connect } from 'node:net';"],
    ['electron/service/x.ts', "const dns = await import('node:dns/promises');"],
    ['electron/service/x.ts', "import { readSource } from '../parser/read-source.ts';"],
    ['electron/cli/x.ts', "import { readSource } from '../parser/read-source.ts';"],
    ['electron/cli/x.ts', "import { startHost } from '../host/host.ts';"],
    ['electron/cli/x.ts', "export { a } from 'https';"],
    ['electron/main/x.ts', "import { createService } from '../service/service.ts';"],
    ['electron/main/x.ts', "import { readFile } from '../../test/support/host.ts';"],
    ['electron/preload/x.ts', "import { isTrusted } from '../main/ipc.ts';"],
    ['electron/parser/x.ts', "import { openReadDb } from '../service/db/connect.ts';"],
    ['electron/parser/x.ts', "require('http')"],
    ['electron/service/x.ts', "await fetch('https://example.org');"],
    ['renderer/features/cases/x.tsx', "new WebSocket('wss://example.org')"],
    ['electron/main/x.ts', "net.request('https://example.org')"],
  ])('a rule that is broken in %s is found: %s', (path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  it.each([
    ['electron/host/x.ts', "import { createServer } from 'node:http';"],
    ['electron/host/x.ts', "import { startParser } from '../parser/start.ts';"],
    ['electron/main/x.ts', "import { app } from 'electron';"],
    ['shared/x.ts', "import lists from '../resources/lists.json' with { type: 'json' };"],
    ['shared/analysis/x.ts', "import { defineAnalysis } from './define.ts';"],
    ['electron/service/x.ts', '// fetch(it) is only spoken of here'],
  ])('what is allowed in %s is not complained of: %s', (path, text) => {
    expect(planted(path, text)).toEqual([]);
  });
});

describe('the house', () => {
  it('has a tsconfig for every layer, so that the compiler keeps Node out of the page', () => {
    const layers = [
      'shared',
      'renderer',
      'test',
      ...['service', 'parser', 'host', 'cli', 'main', 'preload'].map((name) => `electron/${name}`),
    ];
    expect(layers.filter((layer) => !existsSync(join(root, layer, 'tsconfig.json')))).toEqual([]);
    const types = (layer: string) =>
      (JSON.parse(readFileSync(join(root, layer, 'tsconfig.json'), 'utf8')) as { compilerOptions: { types?: string[] } }).compilerOptions
        .types ?? [];
    for (const layer of ['shared', 'renderer']) expect(types(layer)).not.toContain('node');
    for (const layer of ['electron/service', 'electron/parser', 'electron/host', 'electron/cli'])
      expect(types(layer)).not.toContain('electron');
  });

  it('has the folders of the design at its top and no others', () => {
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replaceAll('/', ''))
      .filter(Boolean);
    const isLocal = (name: string) =>
      name === '.git' || ignored.some((own) => (own.startsWith('*') ? name.endsWith(own.slice(1)) : name === own));
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isLocal(entry.name))
      .map(({ name }) => name);
    expect(folders.sort()).toEqual(['.ci', 'electron', 'renderer', 'resources', 'shared', 'test']);
  });
});
