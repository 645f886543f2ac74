import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReadRule, RecipeColumn } from '../../../shared/contract/recipe.ts';
import { DATE_ORDERS } from '../../../shared/domain/fields.ts';
import { useWords } from '../../app/words.tsx';
import { marks, yearRule } from './edits.ts';
import classes from './mapping.module.css';

const THOUSANDS = ['', '.', ',', ' ', "'"] as const;
const MARK_NAMES: Record<string, string> = { '': 'none', '.': 'point', ',': 'comma', ' ': 'space', "'": 'apostrophe' };
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** How the cells of a column are read: the order of a date, the marks of a number and its unit, the beginning of a fiscal year. */
export function ReadRuleForm({ column, onRead }: { column: RecipeColumn; onRead(read: ReadRule): void }) {
  const { read } = column;
  if (read.as === 'date') return <DateRule read={read} onRead={onRead} />;
  if (read.as === 'number') return <NumberRule column={column} read={read} onRead={onRead} />;
  if (read.as === 'year') return <YearRule read={read} onRead={onRead} />;
  return null;
}

type RuleOf<K extends ReadRule['as']> = Extract<ReadRule, { as: K }>;

function DateRule({ read, onRead }: { read: RuleOf<'date'>; onRead(read: ReadRule): void }) {
  const words = useWords();
  return (
    <NativeSelect
      label={words.text('import.read.order')}
      value={read.order}
      data={DATE_ORDERS.map((value) => ({ value, label: words.text(`import.read.orders.${value}`) }))}
      onChange={(event) => {
        const order = DATE_ORDERS.find((one) => one === event.currentTarget.value);
        if (order) onRead({ ...read, order });
      }}
    />
  );
}

function NumberRule({ column, read, onRead }: { column: RecipeColumn; read: RuleOf<'number'>; onRead(read: ReadRule): void }) {
  const words = useWords();
  return (
    <>
      <NativeSelect
        label={words.text('import.read.decimal')}
        value={read.decimal}
        data={(['.', ','] as const).map((value) => ({ value, label: words.text(`import.read.marks.${MARK_NAMES[value]}`) }))}
        onChange={(event) => onRead({ ...read, ...marks(column, event.currentTarget.value === ',' ? ',' : '.') })}
      />
      <NativeSelect
        label={words.text('import.read.thousands')}
        value={read.thousands}
        data={THOUSANDS.filter((mark) => mark !== read.decimal).map((value) => ({
          value,
          label: words.text(`import.read.marks.${MARK_NAMES[value]}`),
        }))}
        onChange={(event) => {
          const thousands = THOUSANDS.find((one) => one === event.currentTarget.value);
          if (thousands !== undefined) onRead({ ...read, thousands });
        }}
      />
      {column.field === 'amount' ? <UnitRule read={read} onRead={onRead} /> : null}
    </>
  );
}

function UnitRule({ read, onRead }: { read: RuleOf<'number'>; onRead(read: ReadRule): void }) {
  const words = useWords();
  const say = (unit: string) => {
    const { unit: _former, ...rest } = read;
    if (unit.trim() !== (read.unit ?? '')) onRead(unit.trim() === '' ? rest : { ...rest, unit: unit.trim() });
  };
  return (
    <>
      <TextInput
        key={read.unit ?? ''}
        label={words.text('import.read.unit')}
        defaultValue={read.unit ?? ''}
        className={classes.unit}
        spellCheck={false}
        onBlur={(event) => say(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') say(event.currentTarget.value);
        }}
      />
      <Checkbox
        className={classes.inLine}
        label={words.text('import.read.unitInCell')}
        checked={read.unitInCell ?? false}
        onChange={(event) => onRead({ ...read, unitInCell: event.currentTarget.checked })}
      />
    </>
  );
}

function YearRule({ read, onRead }: { read: RuleOf<'year'>; onRead(read: ReadRule): void }) {
  const words = useWords();
  return (
    <NativeSelect
      label={words.text('import.read.yearBegins')}
      value={String(read.fiscal?.startMonth ?? 1)}
      data={MONTHS.map((month, at) => ({ value: String(at + 1), label: words.text(`units.month.${month}`) }))}
      onChange={(event) => onRead(yearRule(Number(event.currentTarget.value)))}
    />
  );
}
