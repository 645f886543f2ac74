import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TableBlock } from '../../shared/report/block.ts';
import { cellText } from '../../shared/report/cell-text.ts';
import { useWords } from '../app/words.tsx';
import { numbered } from '../ui/numbered.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import classes from './blocks.module.css';

const FIRST_ROWS = 100;

/** A table block with its header row fixed; codes stand dimmed beside their labels. Long tables open on demand. */
export function TableView({ table, titled = true }: { table: TableBlock; titled?: boolean }) {
  const words = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const rows = showsAll ? table.rows : table.rows.slice(0, FIRST_ROWS);
  return (
    <div>
      {titled && <h3 className={classes.title}>{table.title}</h3>}
      <ScrollRegion className={classes.tableScroll} label={table.title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column.key} scope="col" data-numeric={column.numeric || undefined}>
                  {column.label} {column.unit && <span className={classes.unit}>{column.unit}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {numbered(rows).map(({ at, item: row }) => (
              <tr key={at}>
                {table.columns.map((column, x) => (
                  <td key={column.key} data-numeric={column.numeric || undefined} className={column.code ? classes.unit : undefined}>
                    {cellText(row[x] ?? null, column, words)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {table.note && <p className={classes.source}>{table.note}</p>}
      {rows.length < table.rows.length && (
        <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setShowsAll(true)}>
          {words.text('explore.table.all', { count: table.rows.length })}
        </Button>
      )}
    </div>
  );
}
