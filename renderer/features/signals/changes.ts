import type { SignalCard } from '../../../shared/contract/signals.ts';

/** One change: its surest signal, and the others that say part of it. */
export interface Change {
  head: SignalCard;
  nested: SignalCard[];
}

/** The signals shown, by change; one whose surest signal is not shown stands for itself. */
export function changesOf(signals: readonly SignalCard[]): Change[] {
  const keys = new Set(signals.map(({ key }) => key));
  const isHead = ({ within }: SignalCard) => within === null || !keys.has(within);
  return signals.filter(isHead).map((head) => ({ head, nested: signals.filter(({ within }) => within === head.key) }));
}
