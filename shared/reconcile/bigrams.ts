/** Pairs of neighbouring signs, with a mark at both ends, each once. */
export function bigrams(text: string): string[] {
  const marked = `^${text}$`;
  const found = new Set<string>();
  for (let i = 0; i + 1 < marked.length; i++) found.add(marked.slice(i, i + 2));
  return [...found];
}

export interface BigramIndex {
  /** Numbers of the texts that share most pairs with `text`, best first, at most `limit`. */
  nearest(text: string, limit: number): number[];
}

/** Share of pairs (Dice) below which texts are not compared further. */
const FAR = 0.25;

/** Finds similar texts without comparing with each of them. */
export function createBigramIndex(texts: readonly string[]): BigramIndex {
  const postings = new Map<string, number[]>();
  const sizes = texts.map((text, number) => {
    const pairs = bigrams(text);
    for (const pair of pairs) {
      const list = postings.get(pair);
      if (list) list.push(number);
      else postings.set(pair, [number]);
    }
    return pairs.length;
  });
  const shared = new Uint16Array(texts.length);
  const likeness = new Float32Array(texts.length);
  return {
    nearest(text, limit) {
      const pairs = bigrams(text);
      const touched: number[] = [];
      for (const pair of pairs) {
        for (const number of postings.get(pair) ?? []) {
          if (shared[number] === 0) touched.push(number);
          shared[number] = (shared[number] ?? 0) + 1;
        }
      }
      const near = touched.filter((number) => {
        likeness[number] = (2 * (shared[number] ?? 0)) / (pairs.length + (sizes[number] ?? 0));
        shared[number] = 0;
        return (likeness[number] ?? 0) >= FAR;
      });
      return near.sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0) || a - b).slice(0, limit);
    },
  };
}
