import { Menu, Table, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Understanding } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import { numbered } from '../../ui/numbered.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import benchClasses from './bench.module.css';
import rawClasses from './raw.module.css';

type RawRow = Understanding['rows'][number];

export interface RowActs {
  onHeader(row: RawRow): void;
  onPart(row: number, part: 'keep' | 'leave'): void;
}

/** The first and last rows as they stand, each with its part in the file. Enter on a row offers to disagree. */
export function RawRows({ rows, ...acts }: { rows: RawRow[] } & RowActs) {
  const words = useWords();
  const [at, setAt] = useState(0);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return (
    <ScrollRegion className={rawClasses.scroll} label={words.text('import.raw.title')}>
      <Table className={rawClasses.raw} onKeyDown={moveInList}>
        <caption className={benchClasses.spoken}>{words.text('import.raw.hint')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.text('import.raw.row')}</Table.Th>
            <Table.Th colSpan={Math.max(1, width)}>{words.text('import.raw.cells')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={row.row} data-part={row.part} data-gap={isGap(rows, index) || undefined}>
              <Table.Th scope="row" className={rawClasses.rowHead}>
                <RowMenu row={row} isTarget={index === Math.min(at, rows.length - 1)} onFocus={() => setAt(index)} {...acts} />
              </Table.Th>
              {numbered(row.cells).map(({ at: place, item }) => (
                <Table.Td key={place} title={item.length > 30 ? item : undefined}>
                  {item}
                </Table.Td>
              ))}
              {row.cells.length < width ? <Table.Td colSpan={width - row.cells.length} /> : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

/** Rows between the first and the last ones are not shown. */
function isGap(rows: RawRow[], index: number): boolean {
  const former = rows[index - 1];
  return former !== undefined && (rows[index]?.row ?? 0) > former.row + 1;
}

function RowMenu({ row, isTarget, onFocus, onHeader, onPart }: { row: RawRow; isTarget: boolean; onFocus(): void } & RowActs) {
  const words = useWords();
  const part = words.text(`import.part.${row.part}`);
  const line = words.number(row.line || Math.max(0, row.row));
  const isData = row.part === 'data';
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton data-item data-row={row.row} tabIndex={isTarget ? 0 : -1} className={rawClasses.rowButton} onFocus={onFocus}>
          <span className={benchClasses.spoken}>{words.text('import.raw.row')}</span> <span>{line}</span>{' '}
          <span className={isData ? benchClasses.spoken : rawClasses.part}>{part}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {row.row > 0 ? (
          <Menu.Item onClick={() => onPart(row.row, isData ? 'leave' : 'keep')}>
            {words.text(isData ? 'import.raw.leave' : 'import.raw.keep')}
          </Menu.Item>
        ) : null}
        {row.part !== 'header' ? <Menu.Item onClick={() => onHeader(row)}>{words.text('import.raw.header')}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
