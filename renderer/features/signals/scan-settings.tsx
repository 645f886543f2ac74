import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { SCAN_FACETS, type ScanFacet } from '../../../shared/signals/settings.ts';
import { useSaved } from '../../app/view.ts';
import { useWords } from '../../app/words.tsx';
import classes from './signals.module.css';

export interface ScanChoice {
  facets: ScanFacet[];
  smaller: boolean;
  month: string;
  across: boolean;
  /** Absent in a choice kept before there was one: as usual. */
  rest?: boolean;
}

const USUAL: ScanChoice = { facets: ['transport', 'concealment', 'drug', 'departed'], smaller: true, month: '', across: false };
const MOST_FACETS = 5;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const isFacet = (value: unknown): value is ScanFacet => SCAN_FACETS.some((facet) => facet === value);

function isChoice(value: unknown): value is ScanChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { facets, smaller, month, across, rest = true } = value as Record<string, unknown>;
  const isFlags = [smaller, across, rest].every((flag) => typeof flag === 'boolean') && typeof month === 'string';
  return isFlags && Array.isArray(facets) && facets.length > 0 && facets.every(isFacet);
}

/** What the next scan looks at, kept with the workspace's view. */
export function useScanChoice() {
  return useSaved<ScanChoice>('signals.scan', USUAL, isChoice);
}

/** The choice as settings of the scan; a month half typed is none. */
export function scanSettingsOf({ facets, smaller, month, across, rest = true }: ScanChoice) {
  return { facets: facets.join(','), smaller, month: MONTH.test(month) ? month : '', rest, acrossBreaks: across };
}

/** Which fields are combined, in which month, and whether the guard is set aside. */
export function ScanSettingsRow({ choice, onChange }: { choice: ScanChoice; onChange(choice: ScanChoice): void }) {
  const words = useWords();
  const { facets, smaller, month, across, rest = true } = choice;
  return (
    <div className={classes.scanSettings}>
      <MultiSelect
        size="xs"
        className={classes.facets}
        label={words.text('signals.page.facets')}
        data={SCAN_FACETS.map((value) => ({ value, label: words.text(`analyses.fieldTitle.${value}`) }))}
        value={facets}
        maxValues={MOST_FACETS}
        onChange={(chosen) => chosen.length > 0 && onChange({ ...choice, facets: chosen.filter(isFacet) })}
      />
      <TextInput
        size="xs"
        w={170}
        label={words.text('signals.page.month')}
        placeholder={words.text('signals.page.latest')}
        value={month}
        error={month !== '' && !MONTH.test(month) ? '2014-03' : undefined}
        onChange={(event) => onChange({ ...choice, month: event.currentTarget.value.trim() })}
      />
      <div className={classes.scanFlags}>
        <Checkbox
          size="xs"
          checked={smaller}
          onChange={(event) => onChange({ ...choice, smaller: event.currentTarget.checked })}
          label={words.text('signals.page.smaller')}
        />
        <Checkbox
          size="xs"
          checked={rest}
          disabled={across}
          onChange={(event) => onChange({ ...choice, rest: event.currentTarget.checked })}
          label={words.text('signals.page.rest')}
        />
        <Checkbox
          size="xs"
          checked={across}
          onChange={(event) => onChange({ ...choice, across: event.currentTarget.checked })}
          label={words.text('signals.page.across')}
        />
      </div>
    </div>
  );
}
