import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ShownRule } from '../../../shared/contract/disclosure.ts';
import { type Rule, usualRule } from '../../../shared/disclosure/rules.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useClient, useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import classes from './disclosure.module.css';
import { RuleForm } from './rule-form.tsx';
import { type Done, UndoLine } from './undo-line.tsx';

const text = (words: Wording, name: string, values?: Record<string, string | number>) =>
  words.text(`disclosure.screen.rules.${name}`, values);

/** The rule of each handling code: threshold, p% and what takes the place of a figure; changes are confirmed and can be taken back. */
export function Rules() {
  const words = useWords();
  const client = useClient();
  const list = useQueryOf('disclosure.rules', {}, { areas: ['documents', 'imports', 'cases'] });
  const back = useCommand('disclosure.set-rule');
  const [edited, setEdited] = useState<ShownRule | null>(null);
  const [returned, setReturned] = useState<ShownRule | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const changed = (former: ShownRule) => {
    noteSaved();
    setDone({
      text: text(words, 'changed', { handling: words.label('handling', former.handling) }),
      takeBack: () =>
        client.call('disclosure.set-rule', { handling: former.handling, rule: former.chosen ? ruleOf(former) : null, reason: '' }),
    });
  };
  return (
    <>
      <p className={classes.soft}>{text(words, 'lead')}</p>
      <UndoLine done={done} onGone={() => setDone(null)} />
      {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {back.error ? <ErrorNote error={back.error} /> : null}
      <DataTable
        caption={words.text('disclosure.screen.tab.rules')}
        rows={list.data?.rules ?? []}
        keyOf={(row) => row.handling}
        columns={columnsOf(words, setEdited, setReturned)}
      />
      {edited ? <RuleForm rule={edited} onClose={() => setEdited(null)} onDone={() => changed(edited)} /> : null}
      {returned ? (
        <Confirm
          open
          title={text(words, 'backTitle', { handling: words.label('handling', returned.handling) })}
          act={text(words, 'back')}
          onAct={() => back.mutate({ handling: returned.handling, rule: null }, { onSuccess: () => changed(returned) })}
          onClose={() => setReturned(null)}
        >
          <p>{text(words, 'backText', { rule: describe(usualRule(returned.handling), words) })}</p>
        </Confirm>
      ) : null}
    </>
  );
}

/** What is set of a rule, without what is told about it. */
export function ruleOf({ least, contributor, percent, method, base }: ShownRule): Rule {
  return { least, contributor, percent, method, base };
}

/** A rule in a line. */
function describe(rule: Rule, words: Wording): string {
  const parts = [leastText(rule, words), percentText(rule, words)].filter((one) => one !== text(words, 'none'));
  return parts.length > 0 ? [...parts, text(words, `methods.${rule.method}`, { base: rule.base })].join('; ') : text(words, 'none');
}

function leastText({ least, contributor }: Rule, words: Wording): string {
  return least > 1
    ? text(words, 'least', { least, contributor: words.text(`disclosure.contributor.${contributor}`) })
    : text(words, 'none');
}

function percentText({ percent }: Rule, words: Wording): string {
  return percent > 0 ? text(words, 'percent', { percent: words.number(percent, Number.isInteger(percent) ? 0 : 1) }) : text(words, 'none');
}

type Act = (rule: ShownRule) => void;

function columnsOf(words: Wording, onEdit: Act, onReturn: Act): DataColumn<ShownRule>[] {
  const isOn = ({ least, percent }: Rule): boolean => least > 1 || percent > 0;
  return [
    { key: 'handling', label: text(words, 'handling'), value: (row) => words.label('handling', row.handling) },
    { key: 'cases', label: text(words, 'cases'), numeric: true, value: (row) => row.cases, show: (row) => words.number(row.cases) },
    { key: 'least', label: text(words, 'threshold'), value: (row) => row.least, show: (row) => leastText(row, words) },
    { key: 'percent', label: text(words, 'share'), value: (row) => row.percent, show: (row) => percentText(row, words) },
    {
      key: 'method',
      label: text(words, 'method'),
      value: (row) => (isOn(row) ? text(words, `methods.${row.method}`, { base: row.base }) : '–'),
    },
    { key: 'chosen', label: text(words, 'state'), value: (row) => text(words, row.chosen ? 'chosen' : 'usual') },
    {
      key: 'acts',
      label: words.text('import.list.acts'),
      value: (row) => row.handling,
      show: (row) => {
        const handling = words.label('handling', row.handling);
        return (
          <Group gap={4} wrap="nowrap">
            <Button variant="subtle" aria-label={text(words, 'changeNamed', { handling })} onClick={() => onEdit(row)}>
              {text(words, 'change')}
            </Button>
            {row.chosen ? (
              <Button variant="subtle" aria-label={text(words, 'backNamed', { handling })} onClick={() => onReturn(row)}>
                {text(words, 'back')}
              </Button>
            ) : null}
          </Group>
        );
      },
    },
  ];
}
