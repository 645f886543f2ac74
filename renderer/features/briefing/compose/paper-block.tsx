import { Fragment } from 'react';
import type { PaperBlock, Run } from '../../../../shared/document/paper.ts';
import { assertNever } from '../../../../shared/errors.ts';
import { ChartDrawing } from '../../../blocks/chart-recharts.tsx';
import { TableView } from '../../../blocks/table-view.tsx';
import { useWidth } from '../../../blocks/use-width.ts';
import { numbered } from '../../../ui/numbered.ts';
import classes from './compose.module.css';

/** Each kind of block of a document on screen, in ink on white whatever the scheme: it is a picture of the page. */
export function PaperBlockView({ block }: { block: PaperBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? <h2 className={classes.h1}>{runs(block.text)}</h2> : <h3 className={classes.h2}>{runs(block.text)}</h3>;
    case 'paragraph':
      return <ParagraphBlock block={block} />;
    case 'note':
      return <p className={classes.note}>{block.text}</p>;
    case 'chart':
      return <ChartBlock block={block} />;
    case 'table':
      return (
        <div className={classes.keep}>
          <p className={classes.caption}>{block.caption}</p>
          <TableView table={block.table} titled={false} />
        </div>
      );
    case 'box':
      return (
        <aside className={classes.box}>
          <strong>{block.title}</strong>
          {numbered(block.paragraphs).map(({ at, item }) => (
            <p key={at}>{runs(item)}</p>
          ))}
        </aside>
      );
    case 'form':
      return <FormBlock block={block} />;
    case 'page-break':
      return <hr className={classes.pageBreak} />;
    default:
      return assertNever(block);
  }
}

type Of<K extends PaperBlock['kind']> = { block: Extract<PaperBlock, { kind: K }> };

function ParagraphBlock({ block }: Of<'paragraph'>) {
  return (
    <div className={classes.paragraph}>
      <p>
        {block.number === null ? null : <span className={classes.tab}>{block.number}.</span>}
        {runs(block.text)}
      </p>
      {block.points.map((point) => (
        <p key={point.label} className={classes.indent}>
          <span className={classes.tab}>{point.label}</span>
          {runs(point.text)}
        </p>
      ))}
    </div>
  );
}

function ChartBlock({ block }: Of<'chart'>) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <figure className={classes.keep}>
      <figcaption className={classes.caption}>{block.caption}</figcaption>
      {block.subtitle ? <p className={classes.note}>{block.subtitle}</p> : null}
      <div ref={ref}>{width === null ? null : <ChartDrawing chart={block.chart} width={width} scheme="light" />}</div>
      {block.chart.source ? <p className={classes.note}>{block.chart.source}</p> : null}
    </figure>
  );
}

function FormBlock({ block }: Of<'form'>) {
  return (
    <dl className={classes.form}>
      {numbered(block.rows).map(({ at, item }) => (
        <Fragment key={at}>
          <dt>{item.label}</dt>
          <dd>{runs(item.value)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

export function runs(text: readonly Run[]) {
  return numbered(text).map(({ at, item }) => (
    <span key={at} lang={item.language}>
      <Changed inserted={item.inserted !== undefined} deleted={item.deleted !== undefined} text={item.text} />
      {item.footnote === undefined ? null : <sup title={item.footnote}>*</sup>}
    </span>
  ));
}

/** Text that was put in or struck out, or neither. */
function Changed({ inserted, deleted, text }: { inserted: boolean; deleted: boolean; text: string }) {
  const struck = deleted ? <del>{text}</del> : text;
  return inserted ? <ins>{struck}</ins> : struck;
}
