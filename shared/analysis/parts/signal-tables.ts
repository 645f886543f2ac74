import type { Cell, TableBlock, TableColumn } from '../../report/block.ts';
import type { Wording } from '../../report/wording.ts';
import { groupRefused } from '../../signals/refused-groups.ts';
import type { ScanResult, Signal, WithoutPart } from '../../signals/signal.ts';
import { comboText, refusedText, restText } from '../../signals/words.ts';

/** One row for each signal, the surest first. */
export function signalTable({ signals, settings }: ScanResult, words: Wording): TableBlock {
  const column = columnOf(words);
  const number = (key: string, decimals: number): TableColumn => ({ ...column(key), numeric: true, decimals });
  return {
    kind: 'table',
    title: words.text('signals.table.signals'),
    columns: [
      { ...column('key'), code: true },
      column('combination'),
      { ...column('leftOutCode'), code: true },
      column('leftOut'),
      { ...column('kindCode'), code: true },
      column('kind'),
      column('month'),
      number('observed', 0),
      number('expected', 1),
      number('low', 0),
      number('high', 0),
      { ...number('q', 4), probability: true },
      column('detector'),
      number('upper', 1),
      column('reporterHolds'),
      column('sizeHolds'),
    ],
    rows: signals.map((one) => [
      one.key,
      comboText(one.parts, words),
      one.leftOut.map(({ reporter }) => reporter).join(' ') || null,
      restText(one, words) || null,
      one.kind,
      words.text(`signals.kind.${one.kind}`),
      one.month,
      one.observed,
      one.expected,
      one.low,
      one.high,
      one.q,
      words.text(`signals.detector.${one.detector}`, { years: one.years, method: settings.ears }),
      one.upper,
      holds(one, 'reporter', words),
      holds(one, 'size', words),
    ]),
  };
}

function holds({ without }: Signal, what: WithoutPart['what'], words: Wording): Cell {
  const one = without.find((part) => part.what === what);
  return one ? words.text(`signals.holds.${one.holds ? 'yes' : 'no'}`) : null;
}

/** One row for each reason, with the combinations that were not tested for it, and those of which the rest was. */
export function refusedTable(found: ScanResult, words: Wording): TableBlock {
  const column = columnOf(words);
  return {
    kind: 'table',
    title: words.text('signals.table.refused'),
    columns: [
      { ...column('reasonCode'), code: true },
      { ...column('reporter'), code: true },
      column('reason'),
      column('since'),
      { ...column('combinations'), numeric: true, decimals: 0 },
      { ...column('cases'), numeric: true, decimals: 0 },
      { ...column('rests'), numeric: true, decimals: 0 },
      { ...column('restCases'), numeric: true, decimals: 0 },
    ],
    rows: groupRefused(found).map(({ why, combinations, cases, rests, restCases }) => [
      why.reason,
      why.reason === 'short' ? null : why.reporter,
      refusedText(why, words),
      why.reason === 'break' ? why.on : null,
      combinations,
      cases,
      rests,
      restCases,
    ]),
  };
}

function columnOf(words: Wording): (key: string) => TableColumn {
  return (key) => ({ key, label: words.text(`signals.column.${key}`) });
}
