import { IconBook2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ToldPack, ToldTable } from '../../../shared/contract/disclosure.ts';
import { describeFilter } from '../../../shared/report/describe-filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { capital } from '../../ui/capital.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText, textOr } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import classes from './disclosure.module.css';

const text = (words: Wording, name: string, values?: Record<string, string | number>) =>
  words.text(`disclosure.screen.ledger.${name}`, values);

/** Every cell that left, pack by pack, with what a reader knows of it. */
export function Ledger() {
  const words = useWords();
  const query = useQueryOf('disclosure.ledger', {}, { areas: ['packs'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { packs } = query.data;
  if (packs.length === 0)
    return <EmptyState icon={<IconBook2 size={36} stroke={1.25} />} title={text(words, 'none')} text={text(words, 'noneText')} />;
  return (
    <>
      <p className={classes.soft}>{text(words, 'lead')}</p>
      <ul className={classes.packs}>
        {packs.map((pack) => (
          <PackEntry key={pack.pack} pack={pack} />
        ))}
      </ul>
    </>
  );
}

function PackEntry({ pack }: { pack: ToldPack }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const template = words.text(`briefing.template.${pack.template}.name`);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {text(words, 'pack', { pack: pack.pack, at: instantText(words, pack.at), template, by: pack.by })}
          {' · '}
          {text(words, 'counts', { tables: pack.tables, cells: pack.cells, hidden: pack.hidden })}
        </summary>
        {isOpen ? <Tables pack={pack.pack} /> : null}
      </details>
      {pack.because.length > 0 ? <p className={classes.soft}>{text(words, 'because', { packs: pack.because.join(', ') })}</p> : null}
      {pack.given.length > 0 ? <p className={classes.soft}>{text(words, 'given', { packs: pack.given.join(', ') })}</p> : null}
    </li>
  );
}

function Tables({ pack }: { pack: number }) {
  const query = useQueryOf('disclosure.told', { pack }, { areas: ['packs'] });
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <ul className={classes.tables}>
      {numbered(query.data?.tables ?? []).map(({ at, item }) => (
        <li key={at}>
          <TableEntry table={item} />
        </li>
      ))}
    </ul>
  );
}

function TableEntry({ table }: { table: ToldTable }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const title = titleOf(table, words);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title} · {text(words, 'cellCounts', { cells: table.count, hidden: table.hidden })}
      </summary>
      {isOpen ? (
        <>
          <DataTable
            caption={title}
            rows={numbered(table.cells)}
            keyOf={({ at }) => at}
            columns={[
              { key: 'cell', label: text(words, 'cell'), value: ({ item }) => cellText(table, item.keys, words) },
              { key: 'told', label: text(words, 'told'), numeric: true, value: ({ item }) => toldText(table, item.told, words) },
            ]}
          />
          {table.count > table.cells.length ? (
            <p className={classes.soft}>{text(words, 'first', { shown: table.cells.length, count: table.count })}</p>
          ) : null}
        </>
      ) : null}
    </details>
  );
}

/** What a table counted, by what, and of which cases. */
export function titleOf({ measure, dimensions, filter }: ToldTable, words: Wording): string {
  const named = dimensions.map((one) => dimensionText(one, words)).join(', ');
  const counted = text(words, measure);
  const head = named ? text(words, 'table', { measure: counted, dimensions: named }) : text(words, 'whole', { measure: counted });
  const conditions = describeFilter(filter, words);
  return conditions.length > 0 ? `${head}, ${text(words, 'where', { conditions: conditions.join('; ') })}` : head;
}

function dimensionText(dimension: string, words: Wording): string {
  if (dimension.startsWith('date:')) return text(words, `by.${dimension.slice('date:'.length)}`);
  return textOr(words, `analyses.field.${dimension}`, dimension);
}

function cellText({ dimensions }: ToldTable, keys: readonly (string | null)[], words: Wording): string {
  const names = keys.map((key, at) => keyText(dimensions[at] ?? '', key, words));
  return capital(words, names.join(' × ') || text(words, 'all'));
}

function keyText(dimension: string, key: string | null, words: Wording): string {
  if (key === null) return text(words, 'all');
  if (!dimension.startsWith('date:')) return words.label(dimension as Parameters<Wording['label']>[0], key);
  if (key === '') return text(words, 'undated');
  return dimension === 'date:quarter' ? key : words.date(key);
}

function toldText({ measure }: ToldTable, told: readonly [number, number] | null, words: Wording): string {
  if (told === null) return text(words, 'nothing');
  const shown = (value: number): string => (measure === 'kg' ? words.mass(value) : words.number(value));
  const [low, high] = told;
  return low === high ? shown(low) : text(words, 'least', { low: shown(low), high: shown(high) });
}
