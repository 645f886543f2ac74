import type { Part } from '../../../../shared/document/composition.ts';
import { useWords } from '../../../app/words.tsx';
import { numbered } from '../../../ui/numbered.ts';
import classes from './compose.module.css';
import { PaperBlockView } from './paper-block.tsx';
import { usePartBlocks } from './paper-context.ts';

/** What the service makes of a part: a chart, a table, the sentence of a finding, the box on method. */
export function FigureView({ part }: { part: Part }) {
  const words = useWords();
  const blocks = usePartBlocks(part.id);
  if (blocks === null) return <p className={classes.making}>{words.text('compose.making')}</p>;
  if (blocks.length === 0) return <p className={classes.making}>{words.text(`compose.nothing.${part.kind}`)}</p>;
  return numbered(blocks).map(({ at, item }) => <PaperBlockView key={at} block={item} />);
}
