import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Chart } from '../../shared/report/chart.ts';
import { useWords } from '../app/words.tsx';
import classes from './blocks.module.css';
import { ChartDrawing } from './chart-recharts.tsx';
import { chartTable } from './chart-table.ts';
import { ChartTools } from './chart-tools.tsx';
import type { ChartControl } from './marks.ts';
import { TableView } from './table-view.tsx';
import { useWidth } from './use-width.ts';

interface ChartFigureProps {
  chart: Chart;
  control?: ChartControl;
  /** Buttons that come before the chart's own, such as method and caveat. */
  tools?: ReactNode;
  /** A new answer is under way; the former one stays. */
  isFetching?: boolean;
  /** Drawn between the heading and the chart. */
  children?: ReactNode;
}

/** A chart with its finding as title, what was measured below it, its source, and the table behind. */
export function ChartFigure({ chart, control, tools, isFetching, children }: ChartFigureProps) {
  const words = useWords();
  const scheme = useComputedColorScheme('light');
  const { ref, width } = useWidth<HTMLDivElement>();
  const [showsTable, setShowsTable] = useState(false);
  return (
    <figure className={classes.figure} aria-busy={isFetching}>
      <figcaption className={classes.head}>
        <div className={classes.headText}>
          <h2 className={classes.title}>{chart.title}</h2>
          <p className={classes.subtitle}>{chart.subtitle}</p>
        </div>
        {tools}
        <ChartTools chart={chart} showsTable={showsTable} onToggleTable={() => setShowsTable(!showsTable)} />
      </figcaption>
      {children}
      <div ref={ref} className={classes.drawing} data-fetching={isFetching || undefined}>
        {showsTable && <TableView table={chartTable(chart, words)} titled={false} />}
        {!showsTable && width !== null && <ChartDrawing chart={chart} width={width} scheme={scheme} {...(control ? { control } : {})} />}
      </div>
      {chart.source && <p className={classes.source}>{chart.source}</p>}
    </figure>
  );
}
