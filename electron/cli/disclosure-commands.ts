import type { NewPermission } from '../../shared/contract/disclosure.ts';
import type { Rule } from '../../shared/disclosure/rules.ts';
import { type Command, withWorkspace } from './command.ts';
import { atMost, json, type Line, needed, text, whole } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

export const disclosureCommands: Command[] = [
  {
    name: 'permission record',
    usage: '--workspace FOLDER (--source NAME | --document ID) --by WHO --on DAY [--template NAME] [--until DAY] [--note TEXT]',
    does: 'records that an originator has agreed, or that a person has read the text of a document and lets it leave',
    options: {
      source: { type: 'string' },
      document: { type: 'string' },
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
  { name: 'disclosure', usage: '--workspace FOLDER', does: 'lists the rules in force and what each pack told', options: {}, run: show },
];

function record(line: Line): Promise<Answer> {
  atMost(line, 0);
  const [source, document] = [text(line.values, 'source'), text(line.values, 'document')];
  if ((source === undefined) === (document === undefined)) throw new UsageError('Give either --source or --document.');
  const about =
    source === undefined ? { kind: 'text' as const, document: whole(line.values, 'document', 0) } : { kind: 'originator' as const, source };
  const template = text(line.values, 'template') as NonNullable<NewPermission['template']> | undefined;
  const until = text(line.values, 'until');
  const input = {
    ...about,
    grantedBy: needed(line.values, 'by'),
    grantedOn: needed(line.values, 'on'),
    ...(template ? { template } : {}),
    ...(until ? { until } : {}),
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
      one.source ?? `document ${one.document}, version ${one.documentVersion}`,
      one.grantedBy,
      one.grantedOn,
      one.template ?? 'any document',
      one.until ?? '',
      one.withdrawnAt ? `withdrawn by ${one.withdrawnBy}` : 'stands',
    ]);
    return { json: found, text: textTable(['id', 'for', 'by', 'on', 'in', 'until', 'state'], rows) };
  });
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

function show(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client }) => {
    const [{ rules }, { packs }] = [await client.call('disclosure.rules', {}), await client.call('disclosure.ledger', {})];
    const ruleRows = rules.map(({ handling, least, contributor, percent, method, base, chosen }) => [
      handling,
      least,
      contributor,
      percent,
      method,
      base,
      chosen ? 'chosen' : 'usual',
    ]);
    const packRows = packs.map(({ pack, tables, cells, hidden }) => [pack, tables, cells, hidden]);
    const told = textTable(['pack', 'tables', 'cells', 'not exact'], packRows);
    return {
      json: { rules, packs },
      text: [textTable(['handling', 'least', 'contributor', 'percent', 'method', 'base', ''], ruleRows), told].join('\n\n'),
    };
  });
}
