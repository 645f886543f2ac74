import { ActionIcon, RangeSlider, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../app/words.tsx';
import classes from './explore.module.css';

/** A held arrow key is one change, not one for each step. */
const WAIT_MS = 180;

interface BrushProps {
  /** Names of the steps, in order. */
  steps: string[];
  /** First and last chosen step; absent while all are. */
  chosen: [number, number] | undefined;
  /** What is chosen, such as months: `explorer.brush.<kind>.…` of the wording. */
  kind: 'months' | 'sizes';
  onChoose(first: number, last: number): void;
}

/** Two handles on a line of steps: dragged, or moved by the arrow keys; the buttons beside it move both by their distance. */
export function Brush({ steps, chosen, kind, onChoose }: BrushProps) {
  const words = useWords();
  const last = steps.length - 1;
  const [from, to] = chosen ?? [0, last];
  const [draft, setDraft] = useState<[number, number]>([from, to]);
  useEffect(() => setDraft([from, to]), [from, to]);
  const choose = useDebouncedCallback((range: [number, number]) => {
    if (range[0] !== from || range[1] !== to) onChoose(...range);
  }, WAIT_MS);
  if (last < 1) return null;
  const name = (step: number) => steps[step] ?? '';
  const length = draft[1] - draft[0] + 1;
  const shift = (by: number) => {
    const first = Math.min(Math.max(0, draft[0] + by), last - length + 1);
    setDraft([first, first + length - 1]);
    choose([first, first + length - 1]);
  };
  return (
    <div className={classes.brush} data-brush={kind}>
      <Step label={words.text(`explorer.brush.${kind}.back`)} isOff={draft[0] === 0} onStep={() => shift(-length)} icon={IconChevronLeft} />
      <RangeSlider
        className={classes.slider}
        classNames={{ label: classes.sliderLabel }}
        min={0}
        max={last}
        minRange={0}
        value={draft}
        onChange={setDraft}
        onChangeEnd={choose}
        label={name}
        thumbValueText={name}
        thumbFromLabel={words.text(`explorer.brush.${kind}.from`)}
        thumbToLabel={words.text(`explorer.brush.${kind}.to`)}
        size={4}
        thumbSize={16}
      />
      <Step
        label={words.text(`explorer.brush.${kind}.on`)}
        isOff={draft[1] === last}
        onStep={() => shift(length)}
        icon={IconChevronRight}
      />
    </div>
  );
}

function Step({ label, isOff, onStep, icon: Icon }: { label: string; isOff: boolean; onStep: () => void; icon: typeof IconChevronLeft }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={label} disabled={isOff} onClick={onStep}>
        <Icon size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
