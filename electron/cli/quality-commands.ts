import type { QualityReport, RepeatCandidate } from '../../shared/contract/quality.ts';
import { REPEAT_KINDS, type RepeatKind } from '../../shared/quality/candidate.ts';
import { sayReason } from '../../shared/quality/say.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Wording } from '../../shared/report/wording.ts';
import { type Command, withWorkspace } from './command.ts';
import { atMost, type Line, text, whole } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

const DEFAULT_LIMIT = 50;
const VALUES_SHOWN = 20;

export const qualityCommands: Command[] = [
  {
    name: 'quality',
    usage: '--workspace FOLDER [--import N]',
    does: 'reports how complete the records are and what in them is probably wrong; changes nothing',
    options: { import: { type: 'string' } },
    run: report,
  },
  {
    name: 'repeats',
    usage: '--workspace FOLDER [--kind exact|two-units|lines|two-sources] [--score S] [--limit N]',
    does: 'lists rows that may be one event, with reasons and a score; merges nothing',
    options: { kind: { type: 'string' }, score: { type: 'string' }, limit: { type: 'string' } },
    run: repeats,
  },
];

function report(line: Line): Promise<Answer> {
  atMost(line, 0);
  const importId = whole(line.values, 'import', 0);
  return withWorkspace(line, async ({ client, job }) => {
    const found = await client.call('quality.report', importId > 0 ? { import: importId } : {}, job);
    return { json: found, text: reportText(found, createWording('en')) };
  });
}

function reportText(found: QualityReport, words: Wording): string {
  const problems = found.problems.map(({ kind, severity, cases }) => [severity, words.text(`quality.kind.${kind}`), cases]);
  const examples = found.problems.flatMap(({ examples: [first] }) => {
    if (!first) return [];
    return [`${words.text(`quality.kind.${first.kind}`)}: ${sayReason(words, first.reason)} (case ${first.cases[0] ?? '-'})`];
  });
  const fields = found.fields.map(({ field, counts }) => [field, ...counts]);
  const unplaced = found.unplaced.slice(0, VALUES_SHOWN).map(({ field, value, count }) => [field, value, count]);
  return [
    `${found.cases} cases`,
    textTable(['severity', 'problem', 'cases'], problems),
    ...examples,
    textTable(['field', ...found.states], fields),
    ...(unplaced.length > 0 ? [textTable(['not placed', 'value', 'count'], unplaced)] : []),
  ].join('\n\n');
}

function repeats(line: Line): Promise<Answer> {
  atMost(line, 0);
  const kind = kindOf(line);
  const input = { leastScore: scoreOf(line), limit: Math.max(1, whole(line.values, 'limit', DEFAULT_LIMIT)), ...(kind ? { kind } : {}) };
  return withWorkspace(line, async ({ client, job }) => {
    const found = await client.call('quality.repeats', input, job);
    const words = createWording('en');
    const counts = found.counts.map(({ kind: each, candidates, cases }) => [words.text(`quality.repeat.${each}`), candidates, cases]);
    const listed = found.candidates.map((candidate) => candidateText(candidate, words));
    const end = `${found.candidates.length} of ${found.total}`;
    return { json: found, text: [textTable(['repeat', 'candidates', 'cases'], counts), ...listed, end].join('\n\n') };
  });
}

function candidateText({ kind, score, members, reasons }: RepeatCandidate, words: Wording): string {
  const said = reasons.map((reason) => sayReason(words, reason)).join(' ');
  return `${score.toFixed(3)} ${words.text(`quality.repeat.${kind}`)}, cases ${members.slice(0, 10).join(', ')}: ${said}`;
}

function kindOf(line: Line): RepeatKind | undefined {
  const named = text(line.values, 'kind');
  const kind = REPEAT_KINDS.find((each) => each === named);
  if (named !== undefined && !kind) throw new UsageError(`--kind is one of ${REPEAT_KINDS.join(', ')}.`);
  return kind;
}

function scoreOf(line: Line): number {
  const score = Number(text(line.values, 'score') ?? 0);
  if (!(score >= 0 && score <= 1)) throw new UsageError('--score is a number from 0 to 1.');
  return score;
}
