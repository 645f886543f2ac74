import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter, IconFilterFilled } from '@tabler/icons-react';
import type { CustomHeaderProps } from 'ag-grid-react';
import { useEffect, useState } from 'react';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { FacetValues } from '../../ui/facet-values.tsx';
import { activeCodes } from '../../ui/toggle-filter.ts';
import classes from './cases.module.css';

/** The direction a column is sorted in, followed as it changes. */
function useSort({ column }: CustomHeaderProps): 'asc' | 'desc' | null {
  const [sort, setSort] = useState(column.getSort() ?? null);
  useEffect(() => {
    const follow = () => setSort(column.getSort() ?? null);
    column.addEventListener('sortChanged', follow);
    return () => column.removeEventListener('sortChanged', follow);
  }, [column]);
  return sort;
}

/** A column's name, which sorts, and for a facet its filter, which is the workspace's own. */
export function CaseHeader(props: CustomHeaderProps & { facet?: CodeFacet }) {
  const { displayName, enableSorting, progressSort, facet } = props;
  const sort = useSort(props);
  return (
    <div className={classes.header}>
      {enableSorting ? (
        <UnstyledButton className={classes.headerName} tabIndex={-1} onClick={() => progressSort(false)}>
          <span className={classes.headerText}>{displayName}</span>
          {sort === 'asc' && <IconArrowUp size={13} aria-hidden />}
          {sort === 'desc' && <IconArrowDown size={13} aria-hidden />}
        </UnstyledButton>
      ) : (
        <span className={classes.headerText}>{displayName}</span>
      )}
      {facet && <HeaderFilter facet={facet} name={displayName} />}
    </div>
  );
}

function HeaderFilter({ facet, name }: { facet: CodeFacet; name: string }) {
  const words = useWords();
  const isActive = useView((view) => activeCodes(view.filter, facet).length > 0);
  const [isOpen, setIsOpen] = useState(false);
  const Icon = isActive ? IconFilterFilled : IconFilter;
  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={320} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          size={24}
          tabIndex={-1}
          color={isActive ? 'accent' : 'gray'}
          aria-label={words.text('cases.filterColumn', { column: name })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon size={14} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <FacetValues facet={facet} />}</Popover.Dropdown>
    </Popover>
  );
}
