import { existsSync, mkdirSync } from 'node:fs';
import { PACK_TEMPLATES } from '../../shared/contract/packs.ts';
import type { Filter } from '../../shared/domain/filter.ts';
import { LANGUAGES, type Language } from '../../shared/report/wording.ts';
import { writeSample } from '../service/sample/write-sample.ts';
import { type Command, withWorkspace } from './command.ts';
import { atMost, json, type Line, many, needed, pathOf, text, whole } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

export const documentCommands: Command[] = [
  {
    name: 'pack',
    usage:
      'TEMPLATE --workspace FOLDER --language en|fr|ru|es|all --out FOLDER [--filter JSON] [--document ID]… [--title TEXT] [--final] [--signs]',
    does: `writes a briefing pack and its manifest (${PACK_TEMPLATES.join(', ')})`,
    options: {
      language: { type: 'string' },
      out: { type: 'string' },
      filter: { type: 'string' },
      document: { type: 'string', multiple: true },
      title: { type: 'string' },
      final: { type: 'boolean' },
      signs: { type: 'boolean' },
    },
    run: buildPack,
  },
  {
    name: 'sample',
    usage: 'FOLDER [--cases N] [--seed S]',
    does: 'writes invented data in the UNODC layout; needs no workspace',
    options: { cases: { type: 'string' }, seed: { type: 'string' } },
    run: makeSample,
  },
];

const SAMPLE_CASES = 50_000;
const MOST_SAMPLE_CASES = 1_000_000;

async function makeSample(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [folder] = line.positionals;
  if (!folder) throw new UsageError('The FOLDER to write into is missing.');
  const cases = whole(line.values, 'cases', SAMPLE_CASES);
  if (cases < 1 || cases > MOST_SAMPLE_CASES) throw new UsageError(`--cases is a number from 1 to ${MOST_SAMPLE_CASES}.`);
  const path = pathOf(folder);
  mkdirSync(path, { recursive: true });
  const made = await writeSample({ folder: path, cases, seed: whole(line.values, 'seed', 1) });
  return { json: made, text: `${made.path}\n${made.rows} invented cases` };
}

function buildPack(line: Line): Promise<Answer> {
  atMost(line, 1);
  const template = PACK_TEMPLATES.find((name) => name === line.positionals[0]);
  if (!template) throw new UsageError(`The TEMPLATE is one of: ${PACK_TEMPLATES.join(', ')}.`);
  const languages = languagesOf(needed(line.values, 'language'));
  const folder = pathOf(needed(line.values, 'out'));
  const filter = json(line.values, 'filter') as Filter | undefined;
  const title = text(line.values, 'title');
  const documents = many(line.values, 'document').map(documentNumber);
  return withWorkspace(line, async ({ client, token, job }) => {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    const { final, signs } = { final: line.values.final === true, signs: line.values.signs === true };
    const wishes = { final, signs, ...(filter === undefined ? {} : { filter }), ...(title ? { title } : {}) };
    const made = await client.call('packs.build', { template, languages, documents, folder: token(folder), ...wishes }, job);
    return {
      json: made,
      text: [
        textTable(
          ['file', 'sha-256'],
          made.files.map(({ path, sha256 }) => [path, sha256]),
        ),
        made.notPrinted,
      ]
        .filter(Boolean)
        .join('\n'),
    };
  });
}

/** Throws a usage error for what is no number. */
export function documentNumber(named: string): number {
  if (!/^\d{1,9}$/.test(named)) throw new UsageError('--document is the number of a composed document.');
  return Number(named);
}

function languagesOf(named: string): Language[] {
  if (named === 'all') return [...LANGUAGES];
  const language = LANGUAGES.find((each) => each === named);
  if (!language) throw new UsageError('--language is en, fr, ru, es or all.');
  return [language];
}
