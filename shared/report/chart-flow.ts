import type { FlowChart, FlowNode } from './chart.ts';
import { type AreaMark, type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { textWidth, wrapText } from './text-width.ts';

const HEAD = 26;
const NODE_WIDTH = 12;
const SPACE = 6;
const LINE_HEIGHT = 13;
const LABEL_LINES = 2;
/** Room that each node has at least, so that its name and figure do not touch the next. */
const NODE_ROOM = LINE_HEIGHT * (LABEL_LINES + 1) + 4;
const GAP = 8;
/** Room for the heights of nodes beyond that of their names. */
const BODY = 150;
const LAST_SHARE = 0.2;
const [RIBBON, HATCHED_RIBBON] = [0.42, 0.12];

interface Placed extends FlowNode {
  value: number;
  x: number;
  top: number;
  height: number;
  lines: string[];
}

/** Columns of nodes joined by ribbons; names stand right of their node. What is not stated is hatched, and so are its ribbons. */
export function layoutFlow(chart: FlowChart, box: Box, canvas: Canvas): Mark[] {
  const nodes = placeNodes(chart, box, canvas);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return [
    ...ribbonMarks(chart, byKey, canvas),
    ...nodes.flatMap((node) => nodeMarks(node, chart, canvas)),
    ...headMarks(chart, box, canvas),
  ];
}

export function flowHeight(chart: FlowChart, _canvas: Canvas): number {
  const most = Math.max(1, ...chart.columns.map((_, column) => chart.nodes.filter((node) => node.column === column).length));
  return HEAD + BODY + most * (NODE_ROOM + GAP);
}

function columnStep(chart: FlowChart, width: number): number {
  const last = Math.max(90, width * LAST_SHARE);
  return (width - NODE_WIDTH - last) / Math.max(1, chart.columns.length - 1);
}

function labelRoom(chart: FlowChart, column: number, width: number): number {
  const room = column === chart.columns.length - 1 ? Math.max(90, width * LAST_SHARE) : columnStep(chart, width) - NODE_WIDTH;
  return room - SPACE * 2;
}

/** The larger of what comes in and what goes out. */
function passing(chart: FlowChart, key: string): number {
  const sum = (side: 'from' | 'to') => chart.links.reduce((total, link) => total + (link[side] === key ? link.value : 0), 0);
  return Math.max(sum('from'), sum('to'));
}

function placeNodes(chart: FlowChart, box: Box, canvas: Canvas): Placed[] {
  const valued = chart.nodes.map((node) => ({ ...node, value: passing(chart, node.key) }));
  const columns = chart.columns.map((_, column) => valued.filter((node) => node.column === column));
  const height = box.height - HEAD;
  const scale = Math.min(...columns.filter((nodes) => nodes.length > 0).map((nodes) => scaleOf(nodes, height)));
  return columns.flatMap((nodes, column) => {
    const x = box.x + column * columnStep(chart, box.width);
    let top = box.y + HEAD;
    return nodes.map((node): Placed => {
      const own = node.value * scale;
      const placed = { ...node, x, top, height: own, lines: linesOf(node, chart, canvas) };
      top += Math.max(own, NODE_ROOM) + GAP;
      return placed;
    });
  });
}

/** Pixels for each unit with which a column just fits; nodes thinner than their label still take its room. */
function scaleOf(nodes: { value: number }[], height: number): number {
  const free = height - GAP * (nodes.length - 1);
  const ascending = nodes.map(({ value }) => value).sort((a, b) => a - b);
  let [left, room] = [ascending.reduce((sum, value) => sum + value, 0), free];
  for (const value of ascending) {
    if (left <= 0 || (value * room) / left >= NODE_ROOM) break;
    left -= value;
    room -= NODE_ROOM;
  }
  return left > 0 && room > 0 ? room / left : free / Math.max(1, ascending.at(-1) ?? 1);
}

function linesOf(node: FlowNode, chart: FlowChart, { width }: Canvas): string[] {
  return wrapText(node.label, labelRoom(chart, node.column, width), SIZES.tick, { most: LABEL_LINES });
}

function ribbonMarks(chart: FlowChart, nodes: ReadonlyMap<string, Placed>, { theme }: Canvas): Mark[] {
  const used = { from: new Map<string, number>(), to: new Map<string, number>() };
  const take = (side: 'from' | 'to', node: Placed, value: number) => {
    const before = used[side].get(node.key) ?? 0;
    used[side].set(node.key, before + value);
    return node.top + (node.value > 0 ? (before / node.value) * node.height : 0);
  };
  const ordered = chart.links
    .flatMap((link) => {
      const [from, to] = [nodes.get(link.from), nodes.get(link.to)];
      return from && to && link.value > 0 ? [{ link, from, to }] : [];
    })
    .sort((a, b) => a.from.top - b.from.top || a.to.top - b.to.top);
  const arrivals = new Map(
    ordered
      .toSorted((a, b) => a.to.top - b.to.top || a.from.top - b.from.top)
      .map(({ link, to }) => [link, take('to', to, link.value)] as const),
  );
  return ordered.map(({ link, from, to }): AreaMark => {
    const thick = Math.max(0.75, from.value > 0 ? (link.value / from.value) * from.height : 0);
    const isHatched = Boolean(from.hatched || to.hatched);
    return {
      shape: 'area',
      role: 'ribbon',
      data: ribbon(from.x + NODE_WIDTH, take('from', from, link.value), to.x, arrivals.get(link) ?? to.top, thick),
      fill: isHatched ? theme.muted : from.colour,
      opacity: isHatched ? HATCHED_RIBBON : RIBBON,
      ...(isHatched ? { hatch: theme.paleHatch } : {}),
      datum: { series: link.from, key: link.to, value: link.value },
    };
  });
}

function ribbon(x1: number, y1: number, x2: number, y2: number, thick: number): string {
  const middle = round((x1 + x2) / 2);
  const [left, right, startTop, endTop, startBottom, endBottom] = [x1, x2, y1, y2, y1 + thick, y2 + thick].map(round);
  return `M${left},${startTop}C${middle},${startTop} ${middle},${endTop} ${right},${endTop}V${endBottom}C${middle},${endBottom} ${middle},${startBottom} ${left},${startBottom}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function nodeMarks(node: Placed, chart: FlowChart, { theme, words }: Canvas): Mark[] {
  const text = {
    role: 'label',
    x: node.x + NODE_WIDTH + SPACE,
    size: SIZES.tick,
    anchor: 'start',
    fill: theme.ink,
    halo: theme.paper,
  } as const;
  const room = Math.max(node.height, NODE_ROOM);
  const first = node.top + (node.height > room - 1 ? room / 2 - ((node.lines.length + 1) * LINE_HEIGHT) / 2 : 0) + SIZES.tick;
  const value = words.number(node.value, Number.isInteger(node.value) ? 0 : 1);
  return [
    {
      shape: 'rect',
      role: 'node',
      x: node.x,
      y: node.top,
      width: NODE_WIDTH,
      height: Math.max(1, node.height),
      fill: node.colour,
      ...(node.hatched ? { hatch: theme.paper } : {}),
      datum: { series: chart.columns[node.column]?.key ?? '', key: node.code, value: node.value },
    },
    ...textLines(node.lines, { ...text, y: first, weight: 'semibold' }, LINE_HEIGHT),
    { ...text, shape: 'text', role: 'value', text: value, y: first + node.lines.length * LINE_HEIGHT, weight: 'regular' },
  ];
}

/** What each column stands for, above it. */
function headMarks(chart: FlowChart, box: Box, { theme }: Canvas): Mark[] {
  return chart.columns.flatMap(({ label }, column) => {
    const room = labelRoom(chart, column, box.width) + NODE_WIDTH;
    const size = textWidth(label, SIZES.label, 'semibold') <= room ? SIZES.label : SIZES.source;
    const lines = wrapText(label, room, size, { weight: 'semibold', most: 1 });
    const x = box.x + column * columnStep(chart, box.width);
    return textLines(lines, { role: 'key', x, y: box.y + 12, size, weight: 'semibold', anchor: 'start', fill: theme.muted }, 0);
  });
}
