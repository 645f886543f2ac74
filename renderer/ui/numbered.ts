/** Items with their place, for lists whose items never move: the place is then a sound key, and values may repeat. */
export function numbered<T>(items: readonly T[]): { at: number; item: T }[] {
  return items.map((item, at) => ({ at, item }));
}
