import type { ReadRule } from '../contract/recipe.ts';
import { type NumberShape, numberShape } from './number-shape.ts';

export type NumberRule = Extract<ReadRule, { as: 'number' }>;

export interface ReadNumber {
  amount: number;
  /** Unit of the cell, else the column's; absent when neither says one. */
  unit?: string;
}

/** The separator that holds the decimals, or none. Only `1.234` and `1,234` leave it to the rule of the column. */
function decimalSign(shape: NumberShape, rule: NumberRule): '.' | ',' | '' {
  switch (shape.kind) {
    case 'whole':
      return '';
    case 'point':
      return '.';
    case 'comma':
      return ',';
    case 'open-point':
      return rule.decimal === '.' || rule.typed === true ? '.' : '';
    case 'open-comma':
      return rule.decimal === ',' ? ',' : '';
  }
}

/** Plain digits with a point, as `Number` reads them exactly; never by a locale. */
function plain(shape: NumberShape, rule: NumberRule): string {
  const sign = decimalSign(shape, rule);
  const kept = sign === '' ? shape.body.replace(/[.,]/g, '') : shape.body.replaceAll(sign === '.' ? ',' : '.', '');
  return `${shape.negative ? '-' : ''}${kept.replace(',', '.')}`;
}

/**
 * Reads the cells of a column by its rule: sign or accounting parentheses, thousands marks (point, comma, spaces of any width, apostrophe,
 * Arabic), exponent, and with `unitInCell` a unit after the number. A cell that by itself can mean one number only is read as that one;
 * the rule decides what could be both. Undefined for anything else.
 */
export function numberReader(rule: NumberRule): (text: string) => ReadNumber | undefined {
  return (text) => {
    const shape = numberShape(text);
    if (!shape || (shape.unit !== '' && rule.unitInCell !== true)) return undefined;
    const amount = Number(plain(shape, rule));
    if (!Number.isFinite(amount)) return undefined;
    const unit = shape.unit === '' ? rule.unit : shape.unit;
    return unit === undefined ? { amount } : { amount, unit };
  };
}
