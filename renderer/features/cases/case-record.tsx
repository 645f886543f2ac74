import type { ReactNode } from 'react';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { isMissing } from '../../../shared/domain/missing.ts';
import { useWords } from '../../app/words.tsx';
import { facetName } from '../../ui/capital.ts';
import { caseDate } from '../../ui/format.ts';
import type { CaseView } from './case-detail.tsx';
import classes from './cases.module.css';

const SHOWN = [
  'country',
  'drug',
  'transport',
  'concealment',
  'seizure-place',
  'departed',
  'destined',
  'produced',
] as const satisfies CodeFacet[];

/** The record in the vocabulary's words, each code beside its label. */
export function MappedRecord({ view }: { view: CaseView }) {
  const words = useWords();
  const row = view.case;
  return (
    <section>
      <h3 className={classes.heading}>{words.text('cases.mapped')}</h3>
      <dl className={classes.fields}>
        <Field label={words.text('cases.column.date')}>{caseDate(words, row)}</Field>
        {SHOWN.map((facet) => (
          <Field key={facet} label={facetName(words, facet)}>
            <Codes facet={facet} codes={row[facet]} />
          </Field>
        ))}
        <Field label={words.text('cases.column.place')}>{[row.place, row.division].filter(Boolean).join(', ') || '–'}</Field>
        {row.repeatOf !== null && (
          <Field label={words.text('cases.column.repeat')}>{words.text('cases.repeatOf', { id: words.number(row.repeatOf) })}</Field>
        )}
      </dl>
      <QuantityPart view={view} />
    </section>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Codes({ facet, codes }: { facet: CodeFacet; codes: readonly string[] }) {
  const words = useWords();
  if (codes.length === 0) return '–';
  return codes.map((code) => (
    <span key={code} className={classes.code} data-missing={isMissing(code) || undefined}>
      {words.label(facet, code)} <span className={classes.codeMark}>{code}</span>
    </span>
  ));
}

/** What was reported, what was derived from it, and by which factor of whose. */
function QuantityPart({ view }: { view: CaseView }) {
  const words = useWords();
  const { case: row, quantity } = view;
  const range = quantity.kgLow !== null && quantity.kgHigh !== null && quantity.kgLow !== quantity.kgHigh;
  return (
    <>
      <h3 className={classes.heading}>{words.text('cases.quantity')}</h3>
      <dl className={classes.fields}>
        <Field label={words.text('cases.reported')}>
          <span className={classes.asWritten}>{`${row.amountText} ${row.unitText}`.trim() || '–'}</span>
        </Field>
        <Field label={words.text('cases.derived')}>
          {row.kg === null ? '–' : `${words.number(row.kg, row.kg < 1 ? 6 : 3)} ${words.text('cases.kg')}`}
          {range && (
            <span className={classes.range}>
              {' '}
              {words.text('cases.range', { low: words.mass(quantity.kgLow ?? 0), high: words.mass(quantity.kgHigh ?? 0) })}
            </span>
          )}
        </Field>
        {quantity.units !== null && <Field label={words.text('cases.units')}>{words.number(quantity.units)}</Field>}
        <Field label={words.text('cases.how')}>{words.text(`cases.conversion.${row.conversion}`)}</Field>
        {quantity.factor && (
          <Field label={words.text('cases.factor')}>
            {quantity.factor.text}
            <span className={classes.factorSource}>
              {words.text('cases.factorSource', { source: quantity.factor.source, id: quantity.factor.id })}
            </span>
          </Field>
        )}
      </dl>
    </>
  );
}
