import type { KeyboardEvent, MouseEvent } from 'react';
import type { Box } from '../../shared/report/chart-marks.ts';
import classes from './blocks.module.css';
import { type ChartControl, type ChartMark, isAlso } from './marks.ts';

export interface MarkButton {
  mark: ChartMark;
  name: string;
  box: Box;
}

/** Targets over a drawing where a click filters: buttons of the keyboard too, marked while they are part of the filter. */
export function MarkButtons({ buttons, control }: { buttons: MarkButton[]; control: ChartControl }) {
  if (!control.onMark) return null;
  return buttons.map((button) => (
    <g key={`${button.mark.key ?? ''}-${button.mark.code}`} {...buttonOf(button, control)}>
      <title>{button.name}</title>
      <rect {...button.box} rx={3} />
    </g>
  ));
}

/** What makes a group of SVG, in which no element of HTML can stand, a button. */
function buttonOf({ mark, name }: MarkButton, { onMark, isActive }: ChartControl) {
  return {
    role: 'button',
    tabIndex: 0,
    'aria-pressed': isActive?.(mark) ?? false,
    'aria-label': name,
    className: classes.markButton,
    onClick: (event: MouseEvent) => onMark?.(mark, isAlso(event)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onMark?.(mark, isAlso(event));
    },
  };
}
