// @vitest-environment jsdom
import { cleanup, configure, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useAnswered } from '../../renderer/ui/use-answered.ts';
import { useInTurn } from '../../renderer/ui/use-in-turn.ts';

afterEach(cleanup);
// A machine under load must not decide what a test finds.
configure({ asyncUtilTimeout: 15_000 });

/** Every list of places that was drawn, in order. */
function record() {
  const drawn: string[] = [];
  function Places({ value }: { value: string }) {
    const shown = useInTurn(value, 3);
    drawn.push(shown.map((one) => one ?? '-').join(''));
    return null;
  }
  return { drawn, Places };
}

test('a value reaches the places one after another, and a newer one goes ahead of what was left', async () => {
  const { drawn, Places } = record();
  const { rerender } = render(<Places value="a" />);
  expect(drawn).toEqual(['---']);
  await waitFor(() => expect(drawn.at(-1)).toBe('aaa'));
  expect([...new Set(drawn)]).toEqual(['---', 'a--', 'aa-', 'aaa']);
  drawn.length = 0;
  rerender(<Places value="b" />);
  rerender(<Places value="c" />);
  await waitFor(() => expect(drawn.at(-1)).toBe('ccc'));
  expect([...new Set(drawn)]).toEqual(['aaa', 'caa', 'cca', 'ccc']);
});

test('a former answer that stands in for the new one keeps what it was asked with', () => {
  const seen: string[] = [];
  function Answer({ asked, isFormer }: { asked: string; isFormer: boolean }) {
    seen.push(useAnswered(asked, isFormer));
    return null;
  }
  const { rerender } = render(<Answer asked="drug" isFormer={false} />);
  for (const [asked, isFormer] of [
    ['transport', true],
    ['country', true],
    ['country', false],
    ['none', false],
    ['drug', true],
  ] as const)
    rerender(<Answer asked={asked} isFormer={isFormer} />);
  expect(seen.filter((one, at) => one !== seen[at - 1])).toEqual(['drug', 'country', 'none']);
});
