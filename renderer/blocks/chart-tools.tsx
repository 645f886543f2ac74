import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCopy, IconDotsVertical, IconPhoto, IconTable, IconVectorSpline } from '@tabler/icons-react';
import type { Chart } from '../../shared/report/chart.ts';
import { announce } from '../app/announce.tsx';
import { useWords } from '../app/words.tsx';
import { chartTable } from './chart-table.ts';
import { tableToCsv } from './csv.ts';
import { chartAsPng, chartAsSvg, fileNameOf, saveFile } from './save-file.ts';

interface ChartToolsProps {
  chart: Chart;
  showsTable: boolean;
  onToggleTable: () => void;
}

/** The table behind a chart, and ways to take the chart away. */
export function ChartTools({ chart, showsTable, onToggleTable }: ChartToolsProps) {
  const words = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(tableToCsv(chartTable(chart, words)));
    announce(words.text('explore.tool.copied'));
  };
  const saveSvg = async () => saveFile(fileNameOf(chart.title, 'svg'), await chartAsSvg(chart, words));
  const savePng = async () => saveFile(fileNameOf(chart.title, 'png'), await chartAsPng(chart, words));
  const tableLabel = words.text(showsTable ? 'explore.tool.chart' : 'explore.tool.table');
  return (
    <>
      <Tooltip label={tableLabel}>
        <ActionIcon
          variant={showsTable ? 'light' : 'subtle'}
          color="gray"
          size={26}
          aria-pressed={showsTable}
          aria-label={tableLabel}
          onClick={onToggleTable}
        >
          <IconTable size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width="max-content" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={words.text('explore.tool.more')}>
            <IconDotsVertical size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => void copy()}>
            {words.text('explore.tool.copy')}
          </Menu.Item>
          <Menu.Item leftSection={<IconVectorSpline size={14} />} onClick={() => void saveSvg()}>
            {words.text('explore.tool.svg')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPhoto size={14} />} onClick={() => void savePng()}>
            {words.text('explore.tool.png')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
