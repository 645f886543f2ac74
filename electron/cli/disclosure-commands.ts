import type { Missing, NewPermission, Permission, ToldTable } from '../../shared/contract/disclosure.ts';
import type { StowageContract } from '../../shared/contract/index.ts';
import type { Rule } from '../../shared/disclosure/rules.ts';
import type { Filter } from '../../shared/domain/filter.ts';
import type { InputOf } from '../../shared/rpc.ts';
import { type Command, withWorkspace } from './command.ts';
import { documentNumber } from './document-commands.ts';
import { atMost, json, type Line, many, needed, text, whole } from './options.ts';
import { type Answer, EXIT, textTable, UsageError } from './output.ts';

export const disclosureCommands: Command[] = [
  {
    name: 'permission record',
    usage:
      '--workspace FOLDER (--source NAME | --document ID | --recommendation ID | --finding ID | --title TEXT) --by WHO --on DAY [--template NAME] [--until DAY] [--reference TEXT] [--note TEXT]',
    does: 'records that an originator has agreed, or that a person has read a text as it stands and lets it leave',
    options: {
      source: { type: 'string' },
      document: { type: 'string' },
      recommendation: { type: 'string' },
      finding: { type: 'string' },
      title: { type: 'string' },
      reference: { type: 'string' },
      by: { type: 'string' },
      on: { type: 'string' },
      template: { type: 'string' },
      until: { type: 'string' },
      note: { type: 'string' },
    },
    run: record,
  },
  {
    name: 'permission withdraw',
    usage: 'ID --workspace FOLDER [--note TEXT]',
    does: 'ends a permission; it stays in the list',
    options: { note: { type: 'string' } },
    run: withdraw,
  },
  { name: 'permissions', usage: '--workspace FOLDER', does: 'lists the permissions, withdrawn ones among them', options: {}, run: list },
  {
    name: 'disclosure rule',
    usage: 'HANDLING --workspace FOLDER --set JSON|usual [--note TEXT]',
    does: 'sets the rule of a handling code: {"least":5,"contributor":"case","percent":10,"method":"suppress","base":3}',
    options: { set: { type: 'string' }, note: { type: 'string' } },
    run: setRule,
  },
  {
    name: 'disclosure missing',
    usage: 'TEMPLATE|all --workspace FOLDER [--document ID]… [--title TEXT] [--filter JSON]',
    does: 'says what keeps a pack from leaving today; exits 1 where anything does',
    options: { document: { type: 'string', multiple: true }, title: { type: 'string' }, filter: { type: 'string' } },
    run: missing,
  },
  {
    name: 'disclosure told',
    usage: 'PACK --workspace FOLDER',
    does: 'lists every cell that a pack told, with the bounds within which a reader knows it',
    options: {},
    run: told,
  },
  {
    name: 'disclosure',
    usage: '--workspace FOLDER',
    does: 'lists sources with their handling, the rules in force, and what each pack told',
    options: {},
    run: show,
  },
];

const TEXT_OPTIONS = ['document', 'recommendation', 'finding', 'title'] as const;

/** What the permission is for, of which exactly one is named. */
function subject(line: Line): Pick<NewPermission, 'kind'> & Partial<NewPermission> {
  const given = (['source', ...TEXT_OPTIONS] as const).filter((name) => text(line.values, name) !== undefined);
  const [name] = given;
  if (given.length !== 1 || name === undefined) {
    throw new UsageError('Give one of --source, --document, --recommendation, --finding and --title.');
  }
  if (name === 'source') return { kind: 'originator', source: needed(line.values, name) };
  if (name === 'title') return { kind: 'text', about: name, title: needed(line.values, name) };
  const number = whole(line.values, name, 0);
  return name === 'document' ? { kind: 'text', document: number } : { kind: 'text', about: name, item: number };
}

function record(line: Line): Promise<Answer> {
  atMost(line, 0);
  const about = subject(line);
  const template = text(line.values, 'template') as NonNullable<NewPermission['template']> | undefined;
  const until = text(line.values, 'until');
  const input = {
    ...about,
    grantedBy: needed(line.values, 'by'),
    grantedOn: needed(line.values, 'on'),
    ...(template ? { template } : {}),
    ...(until ? { until } : {}),
    reference: text(line.values, 'reference') ?? '',
    note: text(line.values, 'note') ?? '',
  };
  return withWorkspace(line, async ({ client }) => {
    const made = await client.call('permissions.record', input);
    return { json: made, text: `Permission ${made.id} is recorded.` };
  });
}

function withdraw(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [id] = line.positionals;
  if (!id || !/^\d{1,9}$/.test(id)) throw new UsageError('The ID is the number of a permission.');
  const reason = text(line.values, 'note') ?? '';
  return withWorkspace(line, async ({ client }) => {
    const made = await client.call('permissions.withdraw', { id: Number(id), reason });
    return { json: made, text: `Permission ${id} is withdrawn.` };
  });
}

function list(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('permissions.list', {});
    const rows = found.permissions.map((one) => [
      one.id,
      subjectText(one),
      one.grantedBy,
      one.grantedOn,
      one.template ?? 'any document',
      one.until ?? '',
      one.reference,
      one.withdrawnAt ? `withdrawn by ${one.withdrawnBy}` : 'stands',
    ]);
    return { json: found, text: textTable(['id', 'for', 'by', 'on', 'in', 'until', 'reference', 'state'], rows) };
  });
}

function subjectText({ source, about, document, documentVersion, item, wording }: Permission): string {
  if (source !== null) return source;
  if (about === 'document') return `document ${document}, version ${documentVersion}`;
  return about === 'title' ? `title “${wording}”` : `${about} ${item}, “${wording}”`;
}

function setRule(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [handling] = line.positionals;
  if (!handling) throw new UsageError('The HANDLING code is missing.');
  const rule = needed(line.values, 'set') === 'usual' ? null : (json(line.values, 'set') as Rule);
  const reason = text(line.values, 'note') ?? '';
  return withWorkspace(line, async ({ client }) => {
    const made = await client.call('disclosure.set-rule', { handling, rule, reason });
    return { json: made, text: `The rule of ${handling} is set.` };
  });
}

function missing(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [template] = line.positionals;
  if (!template) throw new UsageError('The TEMPLATE is missing.');
  const title = text(line.values, 'title');
  const input = {
    template: template as InputOf<StowageContract['disclosure.missing']>['template'],
    documents: many(line.values, 'document').map(documentNumber),
    ...(title === undefined ? {} : { title }),
    ...(line.values.filter === undefined ? {} : { filter: json(line.values, 'filter') as Filter }),
  };
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('disclosure.missing', input);
    const lines = found.missing.map(missingText);
    return {
      json: found,
      text: lines.length > 0 ? lines.join('\n') : 'Nothing is missing.',
      ...(lines.length > 0 ? { code: EXIT.refused } : {}),
    };
  });
}

function missingText(one: Missing): string {
  switch (one.kind) {
    case 'originator':
      return `The originator of “${one.source}” has not agreed to: ${one.templates.join(', ')}.`;
    case 'text':
      return `Not released: ${one.about} ${one.item ?? ''} “${one.wording}”${one.mentions.length > 0 ? `; speaks of ${one.mentions.map(({ words }) => `“${words}”`).join(', ')}` : ''}.`;
    case 'agreement':
      return `Finding ${one.finding} is not agreed: “${one.wording}”`;
    case 'undone':
      return `Finding ${one.finding} rests on data that were taken back (${one.sources.join(', ')}): “${one.wording}”`;
    default:
      return `Not even the number of cases may leave under the filter ${JSON.stringify(one.filter)}.`;
  }
}

function told(line: Line): Promise<Answer> {
  atMost(line, 1);
  const [pack] = line.positionals;
  if (!pack || !/^\d{1,9}$/.test(pack)) throw new UsageError('The PACK is its number.');
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('disclosure.told', { pack: Number(pack) });
    const tables = found.tables.map(({ filter, dimensions, measure, count, hidden, cells }) => {
      const head = `${measure} by ${dimensions.join(', ') || 'nothing'}; filter ${JSON.stringify(filter)}; ${count} cells, ${hidden} not exact`;
      return [head, textTable(['cell', 'from', 'to'], cells.map(toldRow))].join('\n');
    });
    return { json: found, text: tables.join('\n\n') || 'This pack told nothing that a rule protects.' };
  });
}

function toldRow({ keys, told: bounds }: ToldTable['cells'][number]): (string | number)[] {
  return [keys.map((key) => key ?? 'all').join(', ') || 'all', bounds?.[0] ?? '–', bounds?.[1] ?? '–'];
}

function show(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client }) => {
    const { sources } = await client.call('disclosure.sources', {});
    const { rules } = await client.call('disclosure.rules', {});
    const { packs } = await client.call('disclosure.ledger', {});
    const sourceRows = sources.map((one) => [
      one.source,
      one.originator,
      one.handling,
      one.cases,
      one.asks ? 'ask' : '',
      one.guarded ? 'rule' : '',
    ]);
    const ruleRows = rules.map(({ handling, least, contributor, percent, method, base, chosen }) => [
      handling,
      least,
      contributor,
      percent,
      method,
      base,
      chosen ? 'chosen' : 'usual',
    ]);
    const packRows = packs.map((one) => [one.pack, one.tables, one.cells, one.hidden, one.because.join(', '), one.given.join(', ')]);
    return {
      json: { sources, rules, packs },
      text: [
        textTable(['source', 'originator', 'handling', 'cases', '', ''], sourceRows),
        textTable(['handling', 'least', 'contributor', 'percent', 'method', 'base', ''], ruleRows),
        textTable(['pack', 'tables', 'cells', 'not exact', 'because of', 'given away by'], packRows),
      ].join('\n\n'),
    };
  });
}
