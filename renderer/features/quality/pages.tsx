import { ActionIcon, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useWords } from '../../app/words.tsx';
import classes from './quality.module.css';

/** Steps through a long list; only one page of it is ever drawn. `label` names the list. */
export function Pages(props: { offset: number; page: number; total: number; label: string; onPage(offset: number): void }) {
  const words = useWords();
  const { offset, page, total } = props;
  if (total === 0) return null;
  const last = Math.min(offset + page, total);
  return (
    <Group gap="xs" className={classes.pages}>
      <span role="status">
        {words.text('checks.pages.shown', { from: words.number(offset + 1), to: words.number(last), all: words.number(total) })}
      </span>
      {total > page ? (
        <>
          <ActionIcon
            aria-label={words.text('checks.pages.former', { list: props.label })}
            disabled={offset === 0}
            onClick={() => props.onPage(Math.max(0, offset - page))}
          >
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={words.text('checks.pages.next', { list: props.label })}
            disabled={last >= total}
            onClick={() => props.onPage(offset + page)}
          >
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
        </>
      ) : null}
    </Group>
  );
}
