import { Checkbox, Radio, Stack } from '@mantine/core';
import { useWords } from '../../app/words.tsx';

/** Whether everything in it must be agreed, and whether open changes say who made them. */
export interface LeavesAs {
  final: boolean;
  signs: boolean;
}

interface LeavesAsFieldProps {
  form: LeavesAs;
  /** Changes are open. */
  isTracked: boolean;
  onChange(form: LeavesAs): void;
}

export function LeavesAsField({ form, isTracked, onChange }: LeavesAsFieldProps) {
  const words = useWords();
  return (
    <Radio.Group
      label={words.text('compose.exporting.as')}
      value={form.final ? 'final' : 'draft'}
      onChange={(value) => onChange({ ...form, final: value === 'final' })}
    >
      <Stack gap={6} mt={6}>
        <Radio value="draft" label={words.text('compose.exporting.draft')} description={words.text('compose.exporting.draftHint')} />
        {isTracked && !form.final ? (
          <Checkbox
            ml={28}
            size="xs"
            checked={form.signs}
            label={words.text('compose.exporting.signs')}
            onChange={(event) => onChange({ ...form, signs: event.currentTarget.checked })}
          />
        ) : null}
        <Radio value="final" label={words.text('compose.exporting.final')} description={words.text('compose.exporting.finalHint')} />
      </Stack>
    </Radio.Group>
  );
}
