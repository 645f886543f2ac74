import { NativeSelect, UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useContext } from 'react';
import type { Finding } from '../../../../shared/contract/findings.ts';
import { checkDocument, type DocumentCheck, MOST_WORDS, SPOKEN_WORDS_A_MINUTE, wordsOf } from '../../../../shared/document/checks.ts';
import type { Composition } from '../../../../shared/document/composition.ts';
import { paragraphNumbers, pointLabel } from '../../../../shared/document/numbering.ts';
import { wordsOfPaper } from '../../../../shared/document/paper-checks.ts';
import { MASTHEAD_TEXTS, originalOf, withOriginal } from '../../../../shared/document/places.ts';
import { LANGUAGES, type Language, type Wording } from '../../../../shared/report/wording.ts';
import { goToDisclosure } from '../../../app/go-to-disclosure.ts';
import { useQueryOf } from '../../../app/service.tsx';
import { useWords } from '../../../app/words.tsx';
import { moveInList } from '../../../ui/arrow-list.ts';
import { numbered } from '../../../ui/numbered.ts';
import classes from './compose.module.css';
import { PaperContext } from './paper-context.ts';
import { focusPlace } from './part-props.ts';

interface ChecksPaneProps {
  /** Number of the document. */
  id: number;
  document: Composition;
  language: Language;
  /** What can be checked only once the document is made. */
  made: DocumentCheck[] | undefined;
  onEdit(next: Composition): void;
}

/** Of what is written, and of the document as it was made; its length is known best from the latter. */
function allChecks(document: Composition, language: Language, made: DocumentCheck[] | undefined, findings: Finding[] | undefined) {
  const own = checkDocument(document, language, findings ?? []).filter(
    ({ kind }) => (findings || kind !== 'gone-finding') && !(made && kind === 'over-length'),
  );
  const places = document.parts.map(({ id }) => id);
  const placeOf = ({ part }: DocumentCheck) => (part === null ? -1 : places.indexOf(part));
  return [...own, ...(made ?? [])].sort((one, other) => placeOf(one) - placeOf(other));
}

/** What to look at before the document leaves, and how long it is; a line leads to its place. */
export function ChecksPane({ id, document, language, made, onEdit }: ChecksPaneProps) {
  const words = useWords();
  const { data } = useQueryOf('findings.list', {}, { areas: ['findings', 'cases'] });
  const checks = allChecks(document, language, made, data?.findings);
  return (
    <section aria-label={words.text('compose.checks.title')}>
      <LengthLine document={document} language={language} />
      {checks.length === 0 ? (
        <p className={classes.allGood}>
          <IconCircleCheck size={16} stroke={1.5} aria-hidden /> {words.text('compose.checks.none')}
        </p>
      ) : (
        <ul className={classes.checks} onKeyDown={moveInList}>
          {numbered(checks).map(({ at, item }) => (
            <li key={at}>
              <UnstyledButton data-item onClick={() => goToCheck(item, id)}>
                <span>{words.text(`compose.check.${item.kind}`, { n: item.n, of: item.of })}</span>
                <span className={classes.where}>{whereText(document, item, language, words)}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <Languages document={document} onEdit={onEdit} />
    </section>
  );
}

/** To the place in the document, or to what keeps it from leaving. */
function goToCheck({ kind, point, part }: DocumentCheck, id: number): void {
  if (kind === 'no-permission' || kind === 'protected') goToDisclosure(`document:${id}`);
  else focusPlace(point ?? part ?? 'title');
}

function LengthLine({ document, language }: { document: Composition; language: Language }) {
  const words = useWords();
  const paper = useContext(PaperContext);
  const count = paper ? wordsOfPaper(paper) : wordsOf(document, language);
  const most = MOST_WORDS[document.template];
  const minutes = words.number(Math.max(count / SPOKEN_WORDS_A_MINUTE, 0), 1);
  return (
    <p className={classes.length} data-over={(most !== undefined && count > most) || undefined} role="status">
      {words.text('compose.length', { count, shown: words.number(count) })}
      {most === undefined ? null : ` / ${words.number(most)}`}
      {document.template === 'country-statement' || document.template === 'slides'
        ? ` · ${words.text('compose.minutes', { minutes })}`
        : null}
    </p>
  );
}

/** How far each language is, and which of them is the original. */
function Languages({ document, onEdit }: Pick<ChecksPaneProps, 'document' | 'onEdit'>) {
  const words = useWords();
  const original = originalOf(document);
  return (
    <>
      <NativeSelect
        size="xs"
        mt="md"
        label={words.text('compose.tracked.original')}
        value={original}
        onChange={(event) => {
          const chosen = LANGUAGES.find((one) => one === event.currentTarget.value);
          if (chosen) onEdit(withOriginal(document, chosen));
        }}
        data={LANGUAGES.map((value) => ({ value, label: value.toUpperCase() }))}
      />
      <dl className={classes.languages}>
        {LANGUAGES.map((language) => {
          const told = languageText(document, language, words);
          return (
            <div key={language}>
              <dt>
                {language.toUpperCase()}
                {language === original ? ` · ${words.text('compose.tracked.isOriginal')}` : ''}
              </dt>
              <dd>{told}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

/** How many texts are not written in a language, and how many are of an earlier wording. */
function languageText(document: Composition, language: Language, words: Wording): string {
  const kinds = checkDocument(document, language, []).map(({ kind }) => kind);
  const [missing, behind] = (['untranslated', 'earlier-original'] as const).map((kind) => kinds.filter((one) => one === kind).length);
  const told = [
    missing ? words.text('compose.missing', { count: missing }) : '',
    behind ? words.text('compose.behind', { count: behind }) : '',
  ];
  return told.filter(Boolean).join(' · ') || words.text('compose.complete');
}

function whereText(document: Composition, { part, point }: DocumentCheck, language: Language, words: Wording): string {
  const line = MASTHEAD_TEXTS.find((name) => point === `masthead-${name}`);
  if (line) return words.text('compose.checks.masthead', { field: words.text(`compose.masthead.${line}`) });
  if (part === null) return '';
  const number = paragraphNumbers(document.parts).get(part);
  const found = document.parts.find(({ id }) => id === part);
  if (number === undefined) return found ? words.text(`compose.part.${found.kind}`) : '';
  const at = point !== null && found?.kind === 'paragraph' ? found.points.findIndex(({ id }) => id === point) : -1;
  return at < 0 ? words.text('compose.paragraph', { number }) : words.text('compose.point', { number, letter: pointLabel(at, language) });
}
