import { ActionIcon, Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Finding } from '../../../../shared/contract/findings.ts';
import { bracketsOf, settle } from '../../../../shared/document/alternatives.ts';
import type { Composition, Said, Texts } from '../../../../shared/document/composition.ts';
import { changeParagraph, changePoint, withText } from '../../../../shared/document/edits.ts';
import type { Filter } from '../../../../shared/domain/filter.ts';
import type { Language } from '../../../../shared/report/wording.ts';
import { useQueryOf } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { numbered } from '../../../ui/numbered.ts';
import { EvidenceOutcome } from '../evidence-outcome.tsx';
import { OpenAnalysis } from '../open-analysis.tsx';
import classes from './compose.module.css';

export interface Place {
  part: string;
  point: string | null;
}

interface EvidencePaneProps {
  document: Composition;
  place: Place | null;
  language: Language;
  onEdit(next: Composition, stroke?: string): void;
}

/** What the paragraph or point under the cursor rests on, whether that still holds, and what of its wording is still open. */
export function EvidencePane({ document, place, language, onEdit }: EvidencePaneProps) {
  const words = useWords();
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  const target = place && targetOf(document, place, onEdit);
  if (!target) return <p className={classes.making}>{words.text('compose.evidence.none')}</p>;
  const findings = data?.findings ?? [];
  const free = findings.filter(({ id }) => !target.findings.includes(id));
  return (
    <section aria-label={words.text('compose.evidence.title')}>
      {target.onAgree ? (
        <Checkbox
          size="xs"
          checked={target.agreed}
          label={words.text('compose.agreed')}
          onChange={(event) => target.onAgree?.(event.currentTarget.checked)}
        />
      ) : null}
      {target.onText ? <Alternatives texts={target.text} language={language} onText={target.onText} /> : null}
      {target.findings.map((id) => (
        <Evidence
          key={id}
          id={id}
          finding={findings.find((one) => one.id === id)}
          language={language}
          {...(target.onFindings ? { onRemove: () => target.onFindings?.(target.findings.filter((one) => one !== id)) } : {})}
        />
      ))}
      {numbered(target.said ?? []).map(({ at, item }) => (
        <SaidBy key={at} said={item} filter={document.filter} />
      ))}
      {target.onFindings && free.length > 0 ? (
        <NativeSelect
          size="xs"
          mt="xs"
          aria-label={words.text('compose.evidence.link')}
          value=""
          onChange={(event) => event.currentTarget.value && target.onFindings?.([...target.findings, Number(event.currentTarget.value)])}
          data={[
            { value: '', label: words.text('compose.evidence.link') },
            ...free.map((one) => ({ value: String(one.id), label: shortText(one, words.language) })),
          ]}
        />
      ) : null}
      {findings.length === 0 ? <p className={classes.making}>{words.text('compose.evidence.noFindings')}</p> : null}
    </section>
  );
}

/** A sentence that an analysis says anew whenever the document is made. */
function SaidBy({ said, filter }: { said: Said; filter: Filter | undefined }) {
  const words = useWords();
  return (
    <article className={classes.evidence}>
      <p>{words.text('compose.evidence.said', { title: words.text(`analyses.${said.analysis}.title`) })}</p>
      <OpenAnalysis analysis={said.analysis} settings={said.settings} filter={filter} />
    </article>
  );
}

interface Target {
  text: Texts;
  findings: number[];
  said?: Said[] | undefined;
  agreed: boolean;
  onAgree?(agreed: boolean): void;
  onText?(text: Texts): void;
  onFindings?(findings: number[]): void;
}

function targetOf(document: Composition, { part: partId, point: pointId }: Place, onEdit: EvidencePaneProps['onEdit']): Target | null {
  const part = document.parts.find(({ id }) => id === partId);
  if (part?.kind === 'finding') return { text: {}, findings: [part.finding], agreed: true };
  if (part?.kind === 'figure') return { text: {}, findings: [], said: [part], agreed: true };
  if (part?.kind !== 'paragraph') return null;
  const point = part.points.find(({ id }) => id === pointId);
  if (!point)
    return {
      ...part,
      agreed: true,
      onText: (text) => onEdit(changeParagraph(document, partId, (now) => ({ ...now, text }))),
      onFindings: (findings) => onEdit(changeParagraph(document, partId, (now) => ({ ...now, findings }))),
    };
  const change = (changed: Parameters<typeof changePoint>[3]) => onEdit(changePoint(document, partId, point.id, changed));
  return {
    ...point,
    onAgree: (agreed) => change({ agreed }),
    onText: (text) => change({ text }),
    onFindings: (findings) => change({ findings }),
  };
}

/** Brackets of the wording, each with its alternatives to choose from. */
function Alternatives({ texts, language, onText }: { texts: Texts; language: Language; onText(texts: Texts): void }) {
  const words = useWords();
  const text = texts[language] ?? '';
  const brackets = bracketsOf(text);
  if (brackets.length === 0) return null;
  return (
    <div className={classes.alternatives}>
      <h3>{words.text('compose.alternatives')}</h3>
      {numbered(brackets).map(({ at, item }) => (
        <div key={at} className={classes.alternative}>
          {numbered(item.alternatives).map(({ at: place, item: choice }) => (
            <Button
              key={place}
              size="compact-xs"
              variant="default"
              onClick={() => onText(withText(texts, language, settle(text, item, choice)))}
            >
              {choice}
            </Button>
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => onText(withText(texts, language, settle(text, item, null)))}>
            {words.text('compose.neither')}
          </Button>
        </div>
      ))}
    </div>
  );
}

function Evidence({
  id,
  finding,
  language,
  onRemove,
}: {
  id: number;
  finding: Finding | undefined;
  language: Language;
  onRemove?(): void;
}) {
  const words = useWords();
  const check = useQueryOf('findings.check', { id, language }, { areas: ['findings', 'cases'], enabled: finding !== undefined });
  return (
    <article className={classes.evidence}>
      <div className={classes.evidenceHead}>
        <p>{finding ? (finding.text[language] ?? '') : words.text('compose.evidence.gone', { id })}</p>
        {onRemove ? (
          <ActionIcon size={24} aria-label={words.text('compose.evidence.unlink', { id })} onClick={onRemove}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      {check.data ? <EvidenceOutcome outcome={check.data} /> : null}
      {finding ? <OpenAnalysis analysis={finding.analysis} settings={finding.settings} filter={finding.filter} /> : null}
      {check.error ? <ErrorNote error={check.error} onRetry={() => void check.refetch()} /> : null}
    </article>
  );
}

const SHORT = 80;

function shortText(finding: Finding, language: Language): string {
  const text = finding.text[language] ?? '';
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}
