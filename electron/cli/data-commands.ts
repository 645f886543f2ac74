import type { Filter } from '../../shared/domain/filter.ts';
import { blockText } from './block-text.ts';
import { type Command, withWorkspace } from './command.ts';
import { atMost, json, type Line, many, whole } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

const FILTER = { filter: { type: 'string' } } as const;
const DEFAULT_LIMIT = 100;

export const dataCommands: Command[] = [
  {
    name: 'cases',
    usage: '--workspace FOLDER [--filter JSON] [--limit N]',
    does: 'lists records',
    options: { ...FILTER, limit: { type: 'string' } },
    run: listCases,
  },
  {
    name: 'analyse',
    usage: '[ID] --workspace FOLDER [--set name=value]… [--filter JSON] [--language L]',
    does: 'runs an analysis; without ID lists them',
    options: { ...FILTER, set: { type: 'string', multiple: true }, language: { type: 'string' } },
    run: analyse,
  },
];

function listCases(line: Line): Promise<Answer> {
  atMost(line, 0);
  const filter = json(line.values, 'filter') as Filter | undefined;
  const limit = whole(line.values, 'limit', DEFAULT_LIMIT);
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('cases.window', { ...(filter === undefined ? {} : { filter }), limit });
    const rows = found.cases.map((each) => [
      each.id,
      each.date,
      each.country.join(' '),
      each.drugText,
      each.kg,
      each.transport.join(' '),
      each.concealment.join(' '),
    ]);
    return {
      json: found,
      text: `${textTable(['id', 'date', 'country', 'drug', 'kg', 'transport', 'concealment'], rows)}\n${found.cases.length} of ${found.total}`,
    };
  });
}

/** Truth is `true` or `false` (or `TRUE` and `FALSE`, as in R), a list is comma-separated, what reads as a number is one, `.05` too. */
export function settingsOf(pairs: string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--set ${pair} is not name=value.`);
      const parts = pair
        .slice(at + 1)
        .split(',')
        .map(settingValue);
      return [pair.slice(0, at), parts.length === 1 ? parts[0] : parts];
    }),
  );
}

function settingValue(text: string): unknown {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function analyse(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [id] = line.positionals;
  const language = languageOf(line);
  const filter = json(line.values, 'filter') as Filter | undefined;
  const settings = settingsOf(many(line.values, 'set'));
  return withWorkspace(line, async ({ client }) => {
    if (!id) {
      const { analyses } = await client.call('analyses.list', { language });
      const listed = analyses.map(({ id, title, question }) => ({ id, title, question }));
      return {
        json: { analyses: listed },
        text: textTable(
          ['id', 'title', 'question'],
          listed.map((each) => [each.id, each.title, each.question]),
        ),
      };
    }
    const found = await client.call('analyses.run', { id, settings, language, ...(filter === undefined ? {} : { filter }) });
    return { json: found, text: found.blocks.map(blockText).join('\n\n') };
  });
}

function languageOf(line: Line): 'en' | 'fr' | 'ru' | 'es' {
  const language = line.values.language ?? 'en';
  if (language === 'en' || language === 'fr' || language === 'ru' || language === 'es') return language;
  throw new UsageError('--language is en, fr, ru or es.');
}
