import { IconAlertTriangle } from '@tabler/icons-react';
import { assertNever } from '../../shared/errors.ts';
import type { Block, CaveatBlock, FindingBlock, NumberBlock } from '../../shared/report/block.ts';
import { useWords } from '../app/words.tsx';
import classes from './blocks.module.css';
import { ChartFigure } from './chart-figure.tsx';
import { NumberFigure } from './number-figure.tsx';
import { TableView } from './table-view.tsx';

/** Each kind of block on screen, once. */
export function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'finding':
      return <FindingView finding={block} />;
    case 'number':
      return <NumberView number={block} />;
    case 'table':
      return <TableView table={block} />;
    case 'chart':
      return <ChartFigure chart={block.chart} />;
    case 'caveat':
      return <CaveatView caveat={block} />;
    default:
      return assertNever(block);
  }
}

export function FindingView({ finding }: { finding: FindingBlock }) {
  const words = useWords();
  return (
    <div data-block="finding">
      <p className={classes.finding}>{finding.text}</p>
      <span className={classes.findingBasis}>
        {words.text('explore.basis', { n: words.number(finding.n), of: words.number(finding.of) })}
      </span>
    </div>
  );
}

export function NumberView({ number }: { number: NumberBlock }) {
  const words = useWords();
  const value = number.value === null ? '–' : words.number(number.value);
  return <NumberFigure label={number.label} value={value} unit={number.unit} note={number.note} />;
}

export function CaveatView({ caveat }: { caveat: CaveatBlock }) {
  return (
    <div className={classes.caveat} data-block="caveat" role="note">
      <IconAlertTriangle size={15} stroke={1.5} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <span>{caveat.text}</span>
    </div>
  );
}
