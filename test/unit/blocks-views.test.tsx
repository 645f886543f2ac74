// @vitest-environment jsdom
/// <reference types="vite/client" />
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { BlockView } from '../../renderer/blocks/block-view.tsx';
import { readable, receded } from '../../renderer/blocks/palette.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import { contrast } from '../../shared/report/colour.ts';
import { renderPiece } from '../support/chart-page.tsx';
import { madeUpCharts } from '../support/charts.ts';

afterEach(cleanup);

describe('a block on screen', () => {
  it('says a finding with the cases it rests on, in the number form of the language', () => {
    renderPiece(<BlockView block={{ kind: 'finding', text: 'Случаев стало больше.', n: 8412, of: 311038 }} />, 'ru');
    expect(screen.getByText('Случаев стало больше.')).toBeTruthy();
    expect(document.querySelector('[data-block="finding"] span')?.textContent).toBe('Случаев: 8\u00a0412 из 311\u00a0038');
  });

  it('shows a number that is not known as a dash, with its unit and note', () => {
    renderPiece(<BlockView block={{ kind: 'number', label: 'Mass', value: null, unit: 'kg', note: 'No quantity could be converted.' }} />);
    expect(document.querySelector('[data-block="number"]')?.textContent).toContain('– kg');
    expect(screen.getByText('No quantity could be converted.')).toBeTruthy();
  });

  it('marks a caveat as a note', () => {
    renderPiece(<BlockView block={{ kind: 'caveat', text: 'Reporters changed.' }} />);
    expect(screen.getByRole('note').textContent).toContain('Reporters changed.');
  });

  it('draws a chart with its finding as heading, its source, and the table behind it on demand', () => {
    const { bar: chart } = madeUpCharts('en');
    if (!chart) throw new Error('There is no bar chart.');
    renderPiece(<BlockView block={{ kind: 'chart', chart }} />);
    expect(screen.getByRole('heading', { name: chart.title })).toBeTruthy();
    expect(screen.getByText(chart.source)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show the table' }));
    expect(screen.getByRole('cell', { name: '98,431' })).toBeTruthy();
    expect(document.querySelector('[data-mark]')).toBeNull();
  });
});

describe('a table on screen', () => {
  const table: TableBlock = {
    kind: 'table',
    title: 'Invented rows',
    columns: [
      { key: 'label', label: 'Value' },
      { key: 'kg', label: 'Mass', unit: 'kg', numeric: true, decimals: 3 },
    ],
    rows: Array.from({ length: 250 }, (_none, at) => [`Row ${at}`, at === 1 ? null : at / 8]),
  };

  it('shows the first hundred rows, and all of them when asked', () => {
    renderPiece(<BlockView block={table} />);
    expect(screen.getAllByRole('row')).toHaveLength(101);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 250 rows' }));
    expect(screen.getAllByRole('row')).toHaveLength(251);
  });

  it('gives figures the digits of their column, and a dash where there is none', () => {
    renderPiece(<BlockView block={table} />, 'fr');
    expect(screen.getByRole('cell', { name: '0,250' })).toBeTruthy();
    expect(screen.getByRole('cell', { name: '–' })).toBeTruthy();
  });
});

describe('the colour of a code', () => {
  const PAPER = { light: '#ffffff', dark: '#15191d' } as const;

  it.each(['#f0e442', '#0072b2', '#000000', '#ffffff', '#56b4e9'])(
    '%s stands out from the page in both schemes (WCAG 1.4.11: 3 to 1)',
    (colour) => {
      for (const scheme of ['light', 'dark'] as const) expect(contrast(readable(colour, scheme), PAPER[scheme])).toBeGreaterThanOrEqual(3);
    },
  );

  it('stays as it is where it stands out already', () => {
    expect(readable('#d55e00', 'light')).toBe('#d55e00');
  });

  it('comes closer to the page when it steps back', () => {
    expect(contrast(receded('#0b3a66', 'light'), PAPER.light)).toBeLessThan(contrast('#0b3a66', PAPER.light));
  });
});
