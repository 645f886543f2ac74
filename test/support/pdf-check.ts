import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './office-files.ts';

/** qpdf is on this machine. */
export const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;

type Value = Record<string, unknown>;

/** A condition of PDF/UA-1 (ISO 14289-1) that a machine can check, with the clause. */
export interface Checked {
  rule: string;
  ok: boolean;
}

/** What can be told of a PDF's accessibility from its objects alone, by qpdf. It does not tell whether a description is a good one. */
export function accessibilityOf(bytes: Uint8Array): Checked[] {
  const { objects, problems } = readObjects(bytes);
  const dictionaries = objects.filter((one): one is Value => typeof one === 'object' && one !== null);
  const catalog = dictionaries.find((one) => one['/Type'] === '/Catalog') ?? {};
  const elements = dictionaries.filter((one) => one['/Type'] === '/StructElem');
  const named = (name: string) => elements.filter((one) => one['/S'] === name);
  const levels = elements.flatMap((one) => /^\/H(\d)$/.exec(String(one['/S']))?.[1] ?? []).map(Number);
  const info = dictionaries.find((one) => '/CreationDate' in one) ?? {};
  const fonts = dictionaries.filter((one) => one['/Type'] === '/Font' && one['/Subtype'] === '/Type0');
  const text = (value: unknown) =>
    String(value ?? '')
      .replace(/^u:/, '')
      .trim();
  return [
    { rule: 'the file has no fault of syntax (qpdf)', ok: problems === '' },
    {
      rule: '5 it is tagged',
      ok: text((catalog['/MarkInfo'] as Value | undefined)?.['/Marked']) === 'true' && '/StructTreeRoot' in catalog,
    },
    {
      rule: '7.1 its title is shown instead of the name of the file',
      ok: text((catalog['/ViewerPreferences'] as Value | undefined)?.['/DisplayDocTitle']) === 'true' && text(info['/Title']) !== '',
    },
    { rule: '7.2 its language is named', ok: /^(en|fr|ru|es)/.test(text(catalog['/Lang'])) },
    { rule: '7.3 every figure has a description', ok: named('/Figure').every((one) => text(one['/Alt']).length > 10) },
    { rule: '7.4 headings begin at the first level and skip none', ok: levels.includes(1) && Math.max(...levels) === new Set(levels).size },
    {
      rule: '7.5 header cells of tables say what they head',
      ok: named('/TH').every((one) => JSON.stringify(one['/A'] ?? '').includes('/Scope')),
    },
    { rule: '7.17 there is an outline', ok: '/Outlines' in catalog },
    { rule: '7.21 every font is embedded and maps to Unicode', ok: fonts.length > 0 && fonts.every((one) => '/ToUnicode' in one) },
    { rule: '5 it names itself PDF/UA in its metadata', ok: '/Metadata' in catalog },
  ];
}

function readObjects(bytes: Uint8Array): { objects: unknown[]; problems: string } {
  return inFolder((folder) => {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, bytes);
    const check = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    const json = JSON.parse(execFileSync('qpdf', ['--json', file], { encoding: 'utf8', maxBuffer: 1e9 })) as {
      qpdf: [unknown, Record<string, { value?: unknown }>];
    };
    return {
      objects: Object.values(json.qpdf[1]).map(({ value }) => value),
      problems: check.status === 0 ? '' : check.stdout + check.stderr,
    };
  });
}
