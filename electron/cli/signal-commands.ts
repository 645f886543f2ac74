import type { StowageContract } from '../../shared/contract/index.ts';
import type { Filter } from '../../shared/domain/filter.ts';
import type { OutputOf } from '../../shared/rpc.ts';
import { type Command, withWorkspace } from './command.ts';
import { settingsOf } from './data-commands.ts';
import { atMost, json, type Line, many } from './options.ts';
import { type Answer, textTable } from './output.ts';

type Refused = NonNullable<OutputOf<StowageContract['signals.list']>['scan']>['refused'][number];

export const signalCommands: Command[] = [
  {
    name: 'signals scan',
    usage: '--workspace FOLDER [--set name=value]… [--filter JSON]',
    does: 'tests every combination in the latest complete month and keeps the signals',
    options: { filter: { type: 'string' }, set: { type: 'string', multiple: true } },
    run: scanSignals,
  },
  {
    name: 'signals',
    usage: '--workspace FOLDER',
    does: 'lists the signals that were kept, with their state',
    options: {},
    run: listSignals,
  },
];

function scanSignals(line: Line): Promise<Answer> {
  atMost(line, 0);
  const filter = json(line.values, 'filter') as Filter | undefined;
  const settings = settingsOf(many(line.values, 'set'));
  return withWorkspace(line, async ({ client, job }) => {
    const found = await client.call('signals.scan', { settings, ...(filter === undefined ? {} : { filter }) }, job);
    const months = found.months.join(', ') || 'no month';
    return {
      json: found,
      text: `${found.signals} signals in ${months}, of ${found.tested} combinations tested; ${found.added} were not known before`,
    };
  });
}

function listSignals(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('signals.list', { language: 'en' });
    const heads = found.signals.filter(({ within }) => within === null);
    const ordered = heads.flatMap((head) => [head, ...found.signals.filter(({ within }) => within === head.key)]);
    const rows = ordered.map(({ month, state, combination, rest, within, kindLabel, observed, expected, q }) => [
      month,
      state,
      `${within === null ? '' : '  '}${combination}${rest === '' ? '' : `, ${rest}`}`,
      kindLabel,
      observed,
      expected,
      Number(q.toPrecision(2)),
    ]);
    const refused = found.scan?.refused.map(refusedText) ?? [];
    const table = textTable(['month', 'state', 'combination', 'change', 'observed', 'expected', 'q'], rows);
    return { json: found, text: [found.scan?.summary ?? 'No scan was made yet.', table, ...refused].join('\n') };
  });
}

function refusedText({ text, combinations, cases, rests, restCases }: Refused): string {
  const counts = [
    ...(combinations > 0 ? [`${combinations} combinations, ${cases} cases`] : []),
    ...(rests > 0 ? [`left out of ${rests} combinations, ${restCases} cases`] : []),
  ];
  return `${counts.join('; ')}: ${text}`;
}
