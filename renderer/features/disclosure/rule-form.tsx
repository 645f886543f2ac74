import { Button, Checkbox, Group, Modal, NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ShownRule } from '../../../shared/contract/disclosure.ts';
import { CONTRIBUTORS, METHODS, type Rule } from '../../../shared/disclosure/rules.ts';
import { useCommand } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './disclosure.module.css';

const BASES = ['3', '5'];

/** Whether a rule protects less than another in anything that counts. */
export function isWeaker(rule: Rule, former: Rule): boolean {
  const isOff = ({ least, percent }: Rule): boolean => least <= 1 && percent <= 0;
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
  const isOff = rule.least <= 1 && rule.percent <= 0;
  const weaker = isWeaker(rule, former);
  const isReady = reason.trim() !== '' && (!weaker || isSure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const done = () => {
      onDone();
      onClose();
    };
    save.mutate({ handling: former.handling, rule, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={text('title', { handling })}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
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
                {text(isOff ? 'off' : 'weaker', { count: former.cases })}
              </p>
              <Checkbox mt="xs" label={text('sure')} checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
            </div>
          ) : null}
          {save.error ? <ErrorNote error={save.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.text('frame.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!isReady}>
              {text('act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
