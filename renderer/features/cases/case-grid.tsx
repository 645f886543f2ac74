import {
  CellStyleModule,
  ColumnApiModule,
  type ColumnState,
  type GridApi,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { useClient } from '../../app/service.tsx';
import { styleNonce } from '../../app/theme.ts';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import { caseColumns } from './case-columns.ts';
import { caseSource, type WindowSort } from './case-source.ts';
import classes from './cases.module.css';
import { gridTexts } from './grid-texts.ts';

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  LocaleModule,
  RowSelectionModule,
  RowApiModule,
  ColumnApiModule,
  ScrollApiModule,
  CellStyleModule,
  TooltipModule,
]);

const BLOCK = 100;

const theme = themeQuartz.withParams({
  fontFamily: 'inherit',
  browserColorScheme: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  rowHeight: 28,
  headerHeight: 40,
  spacing: 5,
  backgroundColor: 'var(--paper)',
  foregroundColor: 'var(--ink)',
  headerBackgroundColor: 'var(--panel)',
  headerTextColor: 'var(--ink-soft)',
  borderColor: 'var(--line)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--accent-wash)',
  oddRowBackgroundColor: 'var(--paper)',
  accentColor: 'var(--accent)',
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  tooltipBackgroundColor: 'var(--float)',
  tooltipTextColor: 'var(--ink)',
});

type Widths = Record<string, number>;
const isWidths = (value: unknown): value is Widths =>
  typeof value === 'object' && value !== null && Object.values(value).every((width) => typeof width === 'number');

export interface CaseGridProps {
  filter: Filter;
  /** The row shown in the panel; the grid keeps it selected and in sight. */
  index: number | null;
  /** Changes when the data did, so that the windows are asked for again. */
  version: number;
  onOpen: (index: number, row: CaseRow) => void;
  onSort: (sort: WindowSort) => void;
  onError: (error: StowageError) => void;
}

/** The grid of cases: windows from the service, sorted there, filtered by the workspace's filter. */
export function CaseGrid(props: CaseGridProps) {
  const { filter, version, onOpen } = props;
  const words = useWords();
  const client = useClient();
  const api = useRef<GridApi<CaseRow> | null>(null);
  const [widths, setWidths] = useSaved<Widths>('cases.widths', {}, isWidths);
  const events = useRef(props);
  events.current = props;
  const source = useMemo(
    () =>
      caseSource(client, filter, {
        onTotal: (total) => noteEmpty(api.current, total),
        onError: (error) => events.current.onError(error),
        onSort: (sort) => events.current.onSort(sort),
      }),
    [client, filter],
  );
  useEffect(() => {
    if (version > 0) api.current?.purgeInfiniteCache();
  }, [version]);
  // Widths only start the columns off; the grid keeps them afterwards.
  const start = useRef(widths);
  const columns = useMemo(
    () => caseColumns(words).map((column) => ({ ...column, width: start.current[column.colId ?? ''] ?? column.width ?? 120 })),
    [words],
  );
  const keepWidths = useCallback(
    (state: ColumnState[]) => {
      start.current = Object.fromEntries(state.flatMap(({ colId, width }) => (width ? [[colId, width]] : [])));
      setWidths(start.current);
    },
    [setWidths],
  );
  useSelectedRow(api, props.index);
  return (
    <div className={classes.grid} data-cases-grid>
      <AgGridReact<CaseRow>
        key={words.language}
        theme={theme}
        styleNonce={styleNonce()}
        columnDefs={columns}
        defaultColDef={{ resizable: true, minWidth: 64, suppressHeaderMenuButton: true }}
        rowModelType="infinite"
        datasource={source}
        cacheBlockSize={BLOCK}
        maxBlocksInCache={20}
        infiniteInitialRowCount={1}
        localeText={gridTexts(words)}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: false }}
        getRowId={({ data }) => String(data.id)}
        tooltipShowDelay={500}
        suppressCellFocus={false}
        onGridReady={(event) => {
          api.current = event.api;
        }}
        onModelUpdated={(event) => markRow(event.api, events.current.index)}
        onColumnResized={(event) => event.finished && event.source === 'uiColumnResized' && keepWidths(event.api.getColumnState())}
        onCellClicked={({ data, rowIndex }) => data && rowIndex !== null && onOpen(rowIndex, data)}
        onCellKeyDown={({ data, rowIndex, event }) => {
          if (event instanceof KeyboardEvent && event.key === 'Enter' && data && rowIndex !== null) onOpen(rowIndex, data);
        }}
      />
    </div>
  );
}

function noteEmpty(api: GridApi | null, total: number): void {
  if (!api || api.isDestroyed()) return;
  if (total === 0) api.showNoRowsOverlay();
  else api.hideOverlay();
}

/** Marks the open row; its block may still be on its way, so this runs again whenever rows arrive. */
function markRow(grid: GridApi<CaseRow>, index: number | null): void {
  const row = index === null ? undefined : grid.getDisplayedRowAtIndex(index);
  if (row?.data) row.setSelected(true, true);
  else grid.deselectAll();
}

/** Marks the open row and brings it into sight. */
function useSelectedRow(api: { current: GridApi<CaseRow> | null }, index: number | null): void {
  useEffect(() => {
    const grid = api.current;
    if (!grid) return;
    if (index !== null) grid.ensureIndexVisible(index);
    markRow(grid, index);
  }, [api, index]);
}
