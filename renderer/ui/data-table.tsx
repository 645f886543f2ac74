import { Button, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, startTransition, useMemo, useState } from 'react';
import { useWords } from '../app/words.tsx';
import classes from './data-table.module.css';
import { ScrollRegion } from './scroll-region.tsx';

export interface DataColumn<R> {
  key: string;
  label: string;
  numeric?: boolean;
  /** Kept on one line, such as an instant. */
  oneLine?: boolean;
  /** What the column sorts by. */
  value(row: R): string | number;
  /** What is shown; the value itself where absent. */
  show?(row: R): ReactNode;
}

interface Order {
  key: string;
  descending: boolean;
}

const STEP = 100;

/** A small sortable table that lies wholly in the page; long ones are shown a hundred rows at a time. `caption` names it for screen readers. */
export function DataTable<R>(props: {
  caption: string;
  columns: DataColumn<R>[];
  rows: R[];
  keyOf(row: R): string | number;
  order?: Order;
}) {
  const words = useWords();
  const [order, setOrder] = useState<Order | undefined>(props.order);
  const [shown, setShown] = useState(STEP);
  const column = props.columns.find((one) => one.key === order?.key);
  const rows = useMemo(() => sorted(props.rows, column, order?.descending ?? false, words.compare), [props.rows, column, order, words]);
  const turn = (key: string, numeric: boolean) => setOrder({ key, descending: order?.key === key ? !order.descending : numeric });
  return (
    <ScrollRegion className={classes.scroll} label={props.caption}>
      <Table className={classes.table}>
        <caption className={classes.caption}>{props.caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {props.columns.map((one) => (
              <HeaderCell key={one.key} column={one} order={order} onTurn={() => turn(one.key, one.numeric ?? false)} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, shown).map((row) => (
            <Table.Tr key={props.keyOf(row)}>
              {props.columns.map((one) => (
                <Table.Td key={one.key} className={one.numeric ? classes.numeric : one.oneLine ? classes.oneLine : undefined}>
                  {one.show ? one.show(row) : one.value(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length === 0 ? <p className={classes.none}>{words.text('frame.table.none')}</p> : null}
      {rows.length > shown ? (
        <Button variant="subtle" onClick={() => startTransition(() => setShown(shown + STEP * 5))}>
          {words.text('frame.table.more', { left: rows.length - shown, shown: words.number(rows.length - shown) })}
        </Button>
      ) : null}
    </ScrollRegion>
  );
}

function HeaderCell<R>(props: { column: DataColumn<R>; order: Order | undefined; onTurn(): void }) {
  const { column, order } = props;
  const active = order?.key === column.key;
  const sort = !active ? 'none' : order.descending ? 'descending' : 'ascending';
  return (
    <Table.Th aria-sort={sort} className={column.numeric ? classes.numeric : undefined}>
      <UnstyledButton className={classes.sort} onClick={props.onTurn}>
        {column.label}
        {active ? order.descending ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden /> : null}
      </UnstyledButton>
    </Table.Th>
  );
}

function sorted<R>(rows: R[], column: DataColumn<R> | undefined, descending: boolean, compare: (a: string, b: string) => number): R[] {
  if (!column) return rows;
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  });
}
