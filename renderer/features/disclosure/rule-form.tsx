import { Checkbox, Group, NativeSelect, NumberInput, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ShownRule } from '../../../shared/contract/disclosure.ts';
import { CONTRIBUTORS, METHODS, type Rule } from '../../../shared/disclosure/rules.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import classes from './disclosure.module.css';

const BASES = ['3', '5'];

/** A rule that protects nothing. */
function isOff({ least, percent }: Rule): boolean {
  return least <= 1 && percent <= 0;
}

/** Whether a rule protects less than another in anything that counts. */
export function isWeaker(rule: Rule, former: Rule): boolean {
  if (isOff(former)) return false;
  return (
    rule.least < former.least ||
    rule.percent < former.percent ||
    CONTRIBUTORS.indexOf(rule.contributor) < CONTRIBUTORS.indexOf(former.contributor)
  );
}

/** Sets the rule of a handling code. One that protects less must be confirmed. */
export function RuleForm({ rule: former, onClose, onDone }: { rule: ShownRule; onClose(): void; onDone(): void }) {
  const words = useWords();
  const save = useCommand('disclosure.set-rule');
  const [rule, setRule] = useState<Rule>({
    least: former.least,
    contributor: former.contributor,
    percent: former.percent,
    method: former.method,
    base: former.base,
  });
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const put = (change: Partial<Rule>) => setRule((now) => ({ ...now, ...change }));
  const handling = words.label('handling', former.handling);
  const text = (name: string, values?: Record<string, string | number>) => words.text(`disclosure.screen.rules.form.${name}`, values);
  const weaker = isWeaker(rule, former);
  const isReady = reason.trim() !== '' && (!weaker || isSure);
  const submit = () => {
    const done = () => {
      onDone();
      onClose();
    };
    save.mutate({ handling: former.handling, rule, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <FormDialog title={text('title', { handling })} act={text('act')} isReady={isReady} save={save} onSubmit={submit} onClose={onClose}>
      <Group grow align="start">
        <NumberInput
          label={text('least')}
          description={text('leastNote')}
          inputWrapperOrder={['label', 'input', 'description']}
          min={0}
          max={100}
          allowDecimal={false}
          value={rule.least}
          onChange={(value) => put({ least: Number(value) || 0 })}
          data-autofocus
        />
        <NativeSelect
          label={text('contributor')}
          inputWrapperOrder={['label', 'input']}
          data={CONTRIBUTORS.map((value) => ({ value, label: words.text(`disclosure.contributor.${value}`) }))}
          value={rule.contributor}
          onChange={(event) => put({ contributor: CONTRIBUTORS.find((one) => one === event.currentTarget.value) ?? 'case' })}
        />
      </Group>
      <NumberInput
        label={text('percent')}
        description={text('percentNote')}
        min={0}
        max={100}
        suffix=" %"
        value={rule.percent}
        onChange={(value) => put({ percent: Number(value) || 0 })}
      />
      <Radio.Group
        label={text('method')}
        value={rule.method}
        onChange={(value) => put({ method: METHODS.find((one) => one === value) ?? 'suppress' })}
      >
        {METHODS.map((value) => (
          <Radio
            key={value}
            mt={6}
            value={value}
            label={words.text(`disclosure.screen.rules.methods.${value}`, { base: rule.base })}
            description={text(`notes.${value}`)}
          />
        ))}
      </Radio.Group>
      {rule.method === 'round' ? (
        <NativeSelect
          label={text('base')}
          data={BASES}
          maw={120}
          value={String(rule.base)}
          onChange={(event) => put({ base: event.currentTarget.value === '5' ? 5 : 3 })}
        />
      ) : null}
      <TextInput
        label={text('reason')}
        required
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {weaker ? (
        <div>
          <p className={classes.warn} role="alert">
            {text(isOff(rule) ? 'off' : 'weaker', { count: former.cases })}
          </p>
          <Checkbox mt="xs" label={text('sure')} checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
        </div>
      ) : null}
    </FormDialog>
  );
}
