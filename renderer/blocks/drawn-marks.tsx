import { useId } from 'react';
import { assertNever } from '../../shared/errors.ts';
import type { Mark, TextMark } from '../../shared/report/chart-marks.ts';

const WEIGHTS = { regular: 400, semibold: 600 } as const;

interface DrawnMarksProps {
  marks: Mark[];
  /** Said when the pointer rests on a mark that stands for a value. */
  nameOf?: (mark: Mark) => string | undefined;
}

/** Marks of the document's drawing as SVG of the page. */
export function DrawnMarks({ marks, nameOf }: DrawnMarksProps) {
  const id = useId();
  /** The marks of one drawing never change places: their order is their identity. */
  const inOrder = marks.map((mark, at) => ({ mark, key: at }));
  const hatches = new Set(marks.flatMap((mark) => ('hatch' in mark && mark.hatch ? [mark.hatch] : [])));
  return (
    <>
      <defs>
        {[...hatches].map((colour) => (
          <pattern key={colour} id={hatchId(id, colour)} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width={1.6} height={5} fill={colour} />
          </pattern>
        ))}
      </defs>
      {inOrder.map(({ mark, key }) => (
        <g key={key} pointerEvents={mark.datum ? 'auto' : 'none'}>
          {mark.datum && nameOf && <title>{nameOf(mark)}</title>}
          <Shape mark={mark} />
          {'hatch' in mark && mark.hatch && (
            <Shape mark={{ ...mark, fill: `url(#${hatchId(id, mark.hatch)})`, ...(mark.shape === 'area' ? { opacity: 1 } : {}) }} />
          )}
        </g>
      ))}
    </>
  );
}

function hatchId(id: string, colour: string): string {
  return `${id}-${colour.slice(1)}`;
}

function Shape({ mark }: { mark: Mark }) {
  const data = mark.datum
    ? { 'data-mark': mark.role, 'data-series': mark.datum.series, 'data-key': mark.datum.key, 'data-value': mark.datum.value }
    : {};
  switch (mark.shape) {
    case 'rect':
      return <rect {...data} x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill={mark.fill} {...edge(mark.stroke)} />;
    case 'line':
      return (
        <line
          x1={mark.x1}
          x2={mark.x2}
          y1={mark.y1}
          y2={mark.y2}
          stroke={mark.stroke}
          strokeWidth={mark.width}
          strokeDasharray={mark.dash}
        />
      );
    case 'path':
      return (
        <path
          {...data}
          d={mark.runs
            .map((run) => `M${run.map((point) => point.map((value) => Math.round(value * 10) / 10).join(',')).join('L')}`)
            .join('')}
          fill="none"
          stroke={mark.stroke}
          strokeWidth={mark.width}
          strokeDasharray={mark.dash}
          strokeLinejoin="round"
        />
      );
    case 'area':
      return <path {...data} d={mark.data} fill={mark.fill} fillOpacity={mark.opacity} {...edge(mark.stroke)} />;
    case 'circle':
      return <circle {...data} cx={mark.x} cy={mark.y} r={mark.radius} fill={mark.fill} {...edge(mark.stroke)} />;
    case 'text':
      return <Words mark={mark} />;
    default:
      return assertNever(mark);
  }
}

function Words({ mark }: { mark: TextMark }) {
  const rim = mark.halo ? ({ stroke: mark.halo, strokeWidth: 3, strokeLinejoin: 'round', paintOrder: 'stroke' } as const) : {};
  return (
    <text x={mark.x} y={mark.y} fontSize={mark.size} fontWeight={WEIGHTS[mark.weight]} textAnchor={mark.anchor} fill={mark.fill} {...rim}>
      {mark.text}
    </text>
  );
}

function edge(stroke: string | undefined): { stroke?: string; strokeWidth?: number } {
  return stroke ? { stroke, strokeWidth: 0.75 } : {};
}
