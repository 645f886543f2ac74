import { expect, test } from 'vitest';
import type { SignalKind } from '../../shared/signals/judge-series.ts';
import { nestSignals } from '../../shared/signals/nest.ts';
import type { SignalPart } from '../../shared/signals/signal.ts';

/** `T1 G2` as parts; letters tell the facet. */
function signal(key: string, month = '2024-03', kind: SignalKind = 'rise') {
  const parts = key
    .split(' ')
    .map((code): SignalPart => ({ facet: code.startsWith('T') ? 'transport' : code.startsWith('C') ? 'concealment' : 'drug', code }));
  return { key: `${key} ${month} ${kind}`, month, kind, parts };
}

const nested = (...signals: ReturnType<typeof signal>[]) => Object.fromEntries(nestSignals(signals));

test('what holds the surest combination, or is held in it, is one change with it; what only shares a value is another', () => {
  const [surest, wide, narrow, other, below] = [signal('T1 G2'), signal('G2'), signal('T1 C1 G2'), signal('T2 G2'), signal('T1.3 G2')];
  expect(nested(surest, wide, narrow, other, below)).toEqual({ [wide.key]: surest.key, [narrow.key]: surest.key, [below.key]: surest.key });
});

test('another month or the other direction is another change', () => {
  const [surest, later, fall, slow] = [
    signal('T1 G2'),
    signal('G2', '2024-04'),
    signal('G2', '2024-03', 'vanished'),
    signal('G2', '2024-03', 'drift-up'),
  ];
  expect(nested(surest, later, fall, slow)).toEqual({ [slow.key]: surest.key });
});

test('a code is under its parent only, not under one that begins with the same letters', () => {
  const [surest, other] = [signal('T1'), signal('T11 G2')];
  expect(nested(surest, other)).toEqual({});
});
