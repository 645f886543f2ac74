// @vitest-environment jsdom
import { cleanup, configure, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
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
