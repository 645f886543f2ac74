import { useState } from 'react';

/** What the answer on the page was asked with: while a former answer stands in for the new one, the value it belongs to. */
export function useAnswered<T>(asked: T, isFormer: boolean): T {
  const [answered, setAnswered] = useState(asked);
  if (!isFormer && answered !== asked) setAnswered(asked);
  return isFormer ? answered : asked;
}
