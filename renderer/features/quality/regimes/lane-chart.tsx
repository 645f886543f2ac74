import { NativeSelect } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { RegimeLane } from '../../../../shared/contract/regimes.ts';
import { breakDay } from '../../../../shared/regime/words.ts';
import { useWords } from '../../../app/words.tsx';
import blocks from '../../../blocks/blocks.module.css';
import { HatchPatterns, hatchFill } from '../../../blocks/hatch.tsx';
import { useWidth } from '../../../blocks/use-width.ts';
import { numbered } from '../../../ui/numbered.ts';
import { LaneTable } from './lane-table.tsx';
import classes from './regimes.module.css';
import { type Axis, logAxis, meanShares, monthPlace, runs, SHARE_AXIS } from './strip.ts';

const [LEFT, RIGHT, TOP, HEIGHT, GAP, FOOT, BAND] = [64, 14, 26, 84, 36, 22, 16];
const ALL = '';

interface Frame {
  months: string[];
  width: number;
  /** Pixels of one month. */
  step: number;
}

/** Three strips on one axis of months: cases, median mass, and what is not stated; breaks run through all as rules, regimes stand below. */
export function LaneChart({ lane, chosen, onChoose }: { lane: RegimeLane; chosen: number | null; onChoose(id: number): void }) {
  const words = useWords();
  const id = useId();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [field, setField] = useState(ALL);
  const missing = lane.notStated.find((one) => one.field === field)?.shares ?? meanShares(lane.notStated, lane.months.length);
  const inner = Math.max(120, (width ?? 0) - LEFT - RIGHT);
  const frame: Frame = { months: lane.months, width: inner, step: inner / Math.max(1, lane.months.length) };
  const top = (strip: number) => TOP + strip * (HEIGHT + GAP);
  const foot = top(2) + HEIGHT;
  const counts = lane.cases.map((count) => (count > 0 ? count : null));
  const title = words.text('checks.regimes.lane', { reporter: lane.reporterLabel, source: lane.sourceLabel });
  return (
    <figure className={blocks.figure}>
      <figcaption className={classes.chartHead}>
        <h2 className={blocks.title}>{title}</h2>
        <NativeSelect
          label={words.text('checks.regimes.field')}
          value={field}
          data={[
            { value: ALL, label: words.text('checks.regimes.allFields') },
            ...lane.notStated.map((one) => ({ value: one.field, label: words.text(`analyses.fieldTitle.${one.field}`) })),
          ]}
          onChange={(event) => setField(event.currentTarget.value)}
        />
      </figcaption>
      <div ref={ref}>
        {width === null ? null : (
          <svg
            width={width}
            height={foot + FOOT + BAND}
            role="img"
            aria-label={words.text('checks.regimes.alt', { title, breaks: lane.breaks.length })}
          >
            <HatchPatterns id={id} />
            <g transform={`translate(${LEFT} 0)`}>
              <Strip
                top={top(0)}
                frame={frame}
                axis={logAxis(counts)}
                label={words.text('checks.regimes.cases')}
                tick={(value) => words.number(value)}
              >
                {(place, low) => <Bars values={counts} frame={frame} place={place} low={low} fill="var(--accent)" />}
              </Strip>
              <Strip
                top={top(1)}
                frame={frame}
                axis={logAxis(lane.medianKg)}
                label={words.text('checks.regimes.median')}
                tick={(value) => words.mass(value)}
              >
                {(place) => <Line values={lane.medianKg} frame={frame} place={place} />}
              </Strip>
              <Strip
                top={top(2)}
                frame={frame}
                axis={SHARE_AXIS}
                label={words.text('checks.regimes.notStated')}
                tick={(value) => words.percentSign(value, 0)}
              >
                {(place, low) => <Bars values={missing} frame={frame} place={place} low={low} fill={hatchFill(id, 'not-reported')} />}
              </Strip>
              <Years frame={frame} foot={foot} />
              <Regimes lane={lane} frame={frame} top={foot + FOOT} />
              {lane.breaks.map((one) => (
                <BreakRule
                  key={one.id}
                  x={monthPlace(lane.months, one.at) * frame.step}
                  foot={foot}
                  state={one.state}
                  isChosen={one.id === chosen}
                  label={breakDay(one.at, words)}
                  onChoose={() => onChoose(one.id)}
                />
              ))}
            </g>
          </svg>
        )}
      </div>
      <p className={blocks.source}>{words.text('checks.regimes.legend')}</p>
      <LaneTable lane={lane} missing={missing} />
    </figure>
  );
}

type Place = (value: number) => number;

function Strip(props: {
  top: number;
  frame: Frame;
  axis: Axis;
  label: string;
  tick(value: number): string;
  children(place: Place, foot: number): ReactNode;
}) {
  const { top, frame, axis } = props;
  const place: Place = (value) => top + HEIGHT * (1 - axis.place(value));
  return (
    <g>
      <text x={-LEFT} y={top - 12} className={classes.stripLabel}>
        {props.label}
      </text>
      {axis.ticks.map((value) => (
        <g key={value}>
          <line x1={0} x2={frame.width} y1={place(value)} y2={place(value)} stroke="var(--line)" />
          <text x={-6} y={place(value) + 4} textAnchor="end" className={classes.tick}>
            {props.tick(value)}
          </text>
        </g>
      ))}
      {props.children(place, top + HEIGHT)}
    </g>
  );
}

/** `low` is the foot of the strip: a logarithmic axis has no zero. */
function Bars(props: { values: (number | null)[]; frame: Frame; place: Place; low: number; fill: string }) {
  const { frame, place, low, fill } = props;
  const width = Math.max(0.8, frame.step - (frame.step > 4 ? 1 : 0));
  return numbered(props.values).map(({ at, item }) => {
    if (item === null || item === 0) return null;
    const height = Math.max(2, low - place(item));
    return <rect key={at} x={at * frame.step} y={low - height} width={width} height={height} fill={fill} />;
  });
}

function Line({ values, frame, place }: { values: (number | null)[]; frame: Frame; place: Place }) {
  const x = (at: number) => (at + 0.5) * frame.step;
  const kept = values.map((value) => (value !== null && value > 0 ? value : null));
  return runs(kept).map((piece) => (
    <g key={piece[0]?.at}>
      <polyline
        points={piece.map(({ at, value }) => `${x(at)},${place(value)}`).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.5}
      />
      {piece.map(({ at, value }) => (
        <circle key={at} cx={x(at)} cy={place(value)} r={1.8} fill="var(--accent)" />
      ))}
    </g>
  ));
}

/** One label for each January that has room. */
function Years({ frame, foot }: { frame: Frame; foot: number }) {
  const every = Math.max(1, Math.ceil(40 / (frame.step * 12)));
  const marks = numbered(frame.months).filter(({ at, item }) => at === 0 || item.endsWith('-01'));
  return marks
    .filter(({ at, item }) => at > 0 || item.endsWith('-01') || (marks[1]?.at ?? 99) * frame.step > 40)
    .filter(({ item }) => Number(item.slice(0, 4)) % every === 0)
    .map(({ at, item }) => (
      <text key={item} x={at * frame.step} y={foot + 15} className={classes.tick}>
        {item.slice(0, 4)}
      </text>
    ));
}

function BreakRule(props: { x: number; foot: number; state: string; isChosen: boolean; label: string; onChoose(): void }) {
  return (
    // The list of breaks below does the same by keyboard.
    <g className={classes.rule} data-state={props.state} data-chosen={props.isChosen || undefined} onClick={props.onChoose} aria-hidden>
      <line x1={props.x} x2={props.x} y1={TOP - 4} y2={props.foot} />
      <rect x={props.x - 5} width={10} y={TOP - 4} height={props.foot - TOP + 4} fill="transparent" />
      <title>{props.label}</title>
    </g>
  );
}

function Regimes({ lane, frame, top }: { lane: RegimeLane; frame: Frame; top: number }) {
  return lane.regimes.map((one) => {
    const from = one.from === null ? 0 : monthPlace(frame.months, one.from) * frame.step;
    const to = one.to === null ? frame.width : monthPlace(frame.months, one.to) * frame.step;
    return (
      <rect key={one.id} className={classes.band} x={from} y={top} width={Math.max(2, to - from - 2)} height={10}>
        <title>{one.terms.originator || lane.sourceLabel}</title>
      </rect>
    );
  });
}
