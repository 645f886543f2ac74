import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { findingsContract } from '../../../shared/contract/findings.ts';
import { sentenceChanges } from '../../../shared/document/sentence-changes.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Language, Wording } from '../../../shared/report/wording.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import { scan } from '../../../shared/signals/scan.ts';
import { scanSettings } from '../../../shared/signals/settings.ts';
import { signalText, sureText } from '../../../shared/signals/words.ts';
import type { FindingRow } from '../db/queries/findings.ts';
import { sayFinding } from './evidence.ts';
import { type KeptNumbers, keptSettings } from './read.ts';
import { type RestsOn, undoneSources } from './sources.ts';

export type FindingCheck = OutputOf<(typeof findingsContract)['findings.check']>;
type Sentence = FindingCheck['before'];

/** Runs the evidence again on the data as they are now and says whether the sentence and its numbers still hold, and if not what changed. */
export function checkFinding(row: FindingRow, table: ColumnTable, there: readonly RestsOn[], words: Wording): FindingCheck {
  const numbers = JSON.parse(row.numbers) as KeptNumbers;
  const before = { text: (JSON.parse(row.text) as Record<Language, string>)[words.language], n: numbers.n, of: numbers.of };
  const now = sayIfPossible(row, numbers, table, words);
  const changes = now ? changesOf(before, now, words) : [];
  const undone = undoneSources(numbers.sources ?? [], there);
  return { holds: now !== null && changes.length === 0, dataVersion: table.dataVersion, before, now, changes, undone };
}

function changesOf(before: Sentence, now: Sentence, words: Wording): FindingCheck['changes'] {
  const counted = (['n', 'of'] as const).filter((what) => before[what] !== now[what]);
  return [
    ...sentenceChanges(before.text, now.text).map((change) => ({ what: 'words' as const, ...change })),
    ...counted.map((what) => ({ what, from: words.number(before[what]), to: words.number(now[what]) })),
  ];
}

/** Null as well when the data as they are cannot be asked: they may hold nothing any more of what the filter names. */
function sayIfPossible(row: FindingRow, numbers: KeptNumbers, table: ColumnTable, words: Wording): Sentence | null {
  try {
    return sayNow(row, numbers, table, words);
  } catch (error) {
    if (error instanceof StowageError && (error.code === 'not-found' || error.code === 'invalid-input')) return null;
    throw error;
  }
}

/** The same sentence from the data as they are; null when it is no longer said. */
function sayNow(row: FindingRow, { finding, signal }: KeptNumbers, table: ColumnTable, words: Wording): Sentence | null {
  const settings = keptSettings(row);
  const filter = JSON.parse(row.filter) as Filter;
  if (signal !== undefined) {
    const found = scan(table, filter, scanSettings.parse(settings));
    const card = found.signals.find(({ key }) => key === signal);
    return card ? { text: `${signalText(card, words)} ${sureText(card.q, words)}`, n: card.observed, of: found.inPeriod } : null;
  }
  const said = sayFinding(table, { analysis: row.analysis, settings, filter, finding: finding ?? 0 });
  return said ? { text: said.text[words.language], n: said.numbers.n, of: said.numbers.of } : null;
}
