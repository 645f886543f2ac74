import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListedSource, Permission } from '../../../shared/contract/disclosure.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { noteSaved } from '../../app/keep-view.ts';
import { useClient, useCommand, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/screen.tsx';
import classes from './disclosure.module.css';
import { PermissionForm } from './permission-form.tsx';
import { stateOf, subjectText, today } from './today.ts';
import { type Done, UndoLine } from './undo-line.tsx';

/** Sources with their handling, and everything that was permitted, released or withdrawn. */
export function Permissions() {
  const words = useWords();
  const client = useClient();
  const list = useQueryOf('permissions.list', {}, { areas: ['documents', 'packs'] });
  const withdraw = useCommand('permissions.withdraw');
  const [asked, setAsked] = useState<string | null | undefined>(undefined);
  const [ended, setEnded] = useState<Permission | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const permissions = list.data?.permissions ?? [];
  const recorded = (id: number) =>
    setDone({
      text: words.text('disclosure.screen.permissions.recorded', { id }),
      takeBack: () => client.call('permissions.withdraw', { id, reason: '' }),
    });
  const end = (one: Permission, reason: string) => {
    const ended = () => {
      noteSaved();
      setDone({
        text: words.text('disclosure.screen.permissions.ended', { id: one.id }),
        takeBack: () => client.call('permissions.record', again(one)),
      });
    };
    withdraw.mutate({ id: one.id, reason }, { onSuccess: ended });
  };
  return (
    <>
      <UndoLine done={done} onGone={() => setDone(null)} />
      {withdraw.error ? <ErrorNote error={withdraw.error} /> : null}
      <Sources permissions={permissions} onRecord={setAsked} />
      <Section
        title={words.text('disclosure.screen.permissions.title')}
        lead={words.text('disclosure.screen.permissions.lead')}
        actions={
          <Button variant="default" onClick={() => setAsked(null)}>
            {words.text('disclosure.screen.permissions.add')}
          </Button>
        }
      >
        {list.error ? <ErrorNote error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.data && permissions.length === 0 ? (
          <p className={classes.soft}>{words.text('disclosure.screen.permissions.none')}</p>
        ) : (
          <DataTable
            caption={words.text('disclosure.screen.permissions.title')}
            rows={permissions}
            keyOf={(row) => row.id}
            order={{ key: 'id', descending: true }}
            columns={permissionColumns(words, setEnded)}
          />
        )}
      </Section>
      {asked === undefined ? null : (
        <PermissionForm source={asked} template={null} onClose={() => setAsked(undefined)} onRecorded={recorded} />
      )}
      {ended ? <Withdraw permission={ended} onClose={() => setEnded(null)} onWithdraw={(reason) => end(ended, reason)} /> : null}
    </>
  );
}

/** A permission to be recorded as one that was withdrawn by mistake. A text is released as it stands now. */
function again({ kind, source, about, document, item, grantedBy, grantedOn, template, until, reference, note, wording }: Permission) {
  const title = about === 'title' ? wording : null;
  return { kind, source, about, document, item, grantedBy, grantedOn, template, until, reference, note, title };
}

function Sources({ permissions, onRecord }: { permissions: readonly Permission[]; onRecord(source: string): void }) {
  const words = useWords();
  const query = useQueryOf('disclosure.sources', {}, { areas: ['imports', 'cases', 'documents'] });
  const text = (name: string, values?: Record<string, string | number>) => words.text(`disclosure.screen.sources.${name}`, values);
  const standing = ({ source }: ListedSource) =>
    permissions.filter((one) => one.source === source && stateOf(one, today()) === 'stands').length;
  const columns: DataColumn<ListedSource>[] = [
    { key: 'source', label: text('source'), value: (row) => row.source },
    { key: 'originator', label: text('originator'), value: (row) => row.originator, show: (row) => row.originator || '–' },
    { key: 'handling', label: text('handling'), value: (row) => words.label('handling', row.handling) },
    { key: 'cases', label: text('cases'), numeric: true, value: (row) => row.cases, show: (row) => words.number(row.cases) },
    {
      key: 'asks',
      label: text('asks'),
      value: (row) => (row.asks ? standing(row) : Number.MAX_SAFE_INTEGER),
      show: (row) =>
        [row.asks ? text('ask', { count: standing(row) }) : text('free'), ...(row.guarded ? [text('guarded')] : [])].join('. '),
    },
    {
      key: 'act',
      label: words.text('import.list.acts'),
      value: (row) => row.source,
      show: (row) =>
        row.asks ? (
          <Button variant="subtle" aria-label={text('actNamed', { source: row.source })} onClick={() => onRecord(row.source)}>
            {text('act')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Section title={text('title')} lead={text('lead')}>
      {query.error ? <ErrorNote error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data?.sources.length === 0 ? (
        <p className={classes.soft}>{text('none')}</p>
      ) : (
        <DataTable
          caption={text('title')}
          rows={query.data?.sources ?? []}
          keyOf={(row) => `${row.source} ${row.handling}`}
          columns={columns}
        />
      )}
    </Section>
  );
}

function permissionColumns(words: Wording, onWithdraw: (permission: Permission) => void): DataColumn<Permission>[] {
  const text = (name: string, values?: Record<string, string | number>) => words.text(`disclosure.screen.permissions.${name}`, values);
  const state = (row: Permission) => text(stateOf(row, today()), { by: row.withdrawnBy ?? '' });
  return [
    { key: 'id', label: text('number'), numeric: true, value: (row) => row.id },
    { key: 'for', label: text('for'), value: (row) => subjectText(row, words) },
    { key: 'by', label: text('by'), value: (row) => row.grantedBy },
    { key: 'on', label: text('on'), oneLine: true, value: (row) => row.grantedOn, show: (row) => words.date(row.grantedOn) },
    {
      key: 'scope',
      label: text('scope'),
      value: (row) => scopeText(row, words),
    },
    {
      key: 'until',
      label: text('until'),
      value: (row) => row.until ?? '9999',
      show: (row) => (row.until ? words.date(row.until) : text('open')),
    },
    {
      key: 'reference',
      label: text('reference'),
      value: (row) => [row.reference, row.note].filter(Boolean).join('. '),
    },
    { key: 'state', label: text('state'), value: state },
    {
      key: 'act',
      label: words.text('import.list.acts'),
      value: (row) => row.id,
      show: (row) =>
        row.withdrawnAt === null ? (
          <Button variant="subtle" aria-label={text('withdrawNamed', { id: row.id })} onClick={() => onWithdraw(row)}>
            {text('withdraw')}
          </Button>
        ) : null,
    },
  ];
}

function scopeText({ kind, template }: Permission, words: Wording): string {
  if (kind === 'text') return '–';
  return template ? words.text(`briefing.template.${template}.name`) : words.text('disclosure.screen.permissions.any');
}

function Withdraw(props: { permission: Permission; onClose(): void; onWithdraw(reason: string): void }) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const { permission } = props;
  const text = (name: string, values?: Record<string, string | number>) => words.text(`disclosure.screen.permissions.${name}`, values);
  return (
    <Confirm
      open
      title={text('withdrawTitle', { id: permission.id })}
      act={text('withdraw')}
      onAct={() => props.onWithdraw(reason.trim())}
      onClose={props.onClose}
    >
      <p>{text('withdrawText', { for: subjectText(permission, words) })}</p>
      <TextInput label={text('reason')} maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Confirm>
  );
}
