import { createHeadSums, labelOf } from '../../shared/understand/head-sums.ts';
import type { Survey } from '../../shared/understand/survey.ts';

/** Labels that are shown of heads and members. */
const LABELS = 50;

/** Whether the rows of data are groups that each begin with their sums. */
export function createSumGroups(): { add(cells: () => string[]): void; facts(): Pick<Survey, 'headSums'> } {
  const heads = createHeadSums();
  const [labels, members]: [string[], string[]] = [[], []];
  let [groups, rows] = [0, 0];
  let isOver = false;
  return {
    add(texts) {
      if (isOver) return;
      const cells = texts();
      const role = heads.next(cells);
      isOver = role === 'neither';
      if (role === 'head') groups++;
      if (role === 'member') rows++;
      const list = role === 'head' ? labels : members;
      if (role !== 'neither' && list.length < LABELS) list.push(labelOf(cells));
    },
    facts: () => (heads.isWhole() && groups > 1 && rows > groups ? { headSums: { groups, rows, labels, members } } : {}),
  };
}
