import type { Mention, Missing, Permission } from '../../../shared/contract/disclosure.ts';
import { mentionsIn, type Withheld } from '../../../shared/disclosure/mentions.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import { LANGUAGES } from '../../../shared/report/wording.ts';
import type { PackDocument } from '../export/pack-documents.ts';
import { beginningOf, findingsSaid, findingText, type LeavingText, leavingTexts, type Written } from './leaving-texts.ts';
import { isAllowed, isReleased } from './permission-check.ts';

/** A pack before it leaves, and what was permitted. */
export interface Leaving {
  documents: readonly PackDocument[];
  written: Written;
  /** Sources of which records stand in it whose originator must be asked. */
  sources: readonly string[];
  permissions: readonly Permission[];
  /** The day on which it leaves, `YYYY-MM-DD`. */
  on: string;
}

/** What is missing whatever its figures are. */
export function missingOf(leaving: Leaving): Missing[] {
  return [...undoneFindings(leaving), ...missingOriginators(leaving), ...missingReleases(leaving), ...missingAgreement(leaving)];
}

/** A finding whose data were taken back rests on nothing, whoever agreed to it. */
function undoneFindings({ documents, written }: Leaving): Missing[] {
  return findingsSaid(documents, written)
    .filter(({ undone }) => undone.length > 0)
    .map((finding) => ({ kind: 'undone', finding: finding.id, wording: beginningOf(findingText(finding)), sources: finding.undone }));
}

function missingOriginators({ sources, permissions, documents, on }: Leaving): Missing[] {
  const templates = [...new Set(documents.map(({ composition }) => composition.template))];
  return sources.flatMap((source): Missing[] => {
    const open = templates.filter((template) => !isAllowed(permissions, source, template, on));
    return open.length > 0 ? [{ kind: 'originator', source, templates: open }] : [];
  });
}

/** Where an originator must be asked, what people wrote leaves when a person has read it as it stands. */
function missingReleases(leaving: Leaving): Missing[] {
  if (leaving.sources.length === 0) return [];
  return unreleased(leaving)
    .filter(({ about }) => about !== 'finding')
    .map((text) => missingText(text, []));
}

/** What a finding says in words is text as well; people let it leave by agreeing to it. */
function missingAgreement({ sources, documents, written }: Leaving): Missing[] {
  if (sources.length === 0) return [];
  return findingsSaid(documents, written)
    .filter(({ state, undone }) => state !== 'agreed' && undone.length === 0)
    .map((finding) => ({ kind: 'agreement', finding: finding.id, wording: beginningOf(findingText(finding)) }));
}

/** Texts that speak of figures a rule keeps back, and that nobody has let leave. */
export function missingBeside(leaving: Leaving, keptBack: () => Withheld): Missing[] {
  const open = unreleased(leaving);
  if (open.length === 0) return [];
  const withheld = keptBack();
  return open.flatMap((text) => {
    const mentions = mentionsOf(text, withheld);
    return mentions.length > 0 ? [missingText(text, mentions)] : [];
  });
}

export function mentionsOf({ texts }: LeavingText, withheld: Withheld): Mention[] {
  const all = LANGUAGES.flatMap((language) => {
    const words = texts.flatMap((text) => mentionsIn(text[language] ?? '', language, withheld));
    return [...new Set(words)].map((one) => ({ words: one, language }));
  });
  return all.filter((one, at) => all.findIndex(({ words }) => words === one.words) === at);
}

function unreleased({ documents, written, permissions, on }: Leaving): LeavingText[] {
  return leavingTexts(documents, written).filter((text) => !isReleased(permissions, text, on));
}

function missingText(text: LeavingText, mentions: Mention[]): Missing {
  return { kind: 'text', about: text.about, item: text.item, wording: beginningOf(text), texts: text.texts, mentions };
}

/** What is told twice, of which the second time says which figures a text speaks of, is told once. */
export function joinMissing(plain: readonly Missing[], beside: readonly Missing[]): Missing[] {
  const isSame = (one: Missing, other: Missing): boolean =>
    one.kind === 'text' && other.kind === 'text' && one.about === other.about && one.item === other.item;
  const joined = plain.map((one) => beside.find((other) => isSame(one, other)) ?? one);
  return [...joined, ...beside.filter((other) => !plain.some((one) => isSame(one, other)))];
}

export function untold(filters: readonly Filter[]): Missing[] {
  return filters.map((filter) => ({ kind: 'untold', filter }));
}

/** Throws `not-permitted` and names everything that is missing. */
export function refuseMissing(missing: readonly Missing[]): void {
  if (missing.length === 0) return;
  const texts = [...new Set(missing.flatMap((one) => (one.kind === 'untold' ? [] : [sentenceOf(one)])))];
  throw new StowageError('not-permitted', `Nothing was written, since this may not leave yet. ${texts.join(' ')}`, {
    detail: { missing: missing.length },
  });
}

const ABOUT = {
  document: 'The text of document',
  title: 'The title',
  recommendation: 'The text of recommendation',
  finding: 'The text of finding',
};

function sentenceOf(missing: Exclude<Missing, { kind: 'untold' }>): string {
  switch (missing.kind) {
    case 'originator':
      return `The originator of “${missing.source}” has not agreed to: ${missing.templates.join(', ')}. Ask, and record who agreed, when, to what and until when.`;
    case 'undone':
      return `Finding ${missing.finding} rests on data that were taken back (${missing.sources.join(', ')}). Take it out of the document, or import the data again.`;
    case 'agreement':
      return `Finding ${missing.finding} is not agreed, and its words may tell what no rule can see.`;
    default:
      return textSentence(missing);
  }
}

function textSentence({ about, item, wording, mentions }: Extract<Missing, { kind: 'text' }>): string {
  const name = item === null ? `${ABOUT[about]} “${wording}”` : `${ABOUT[about]} ${item}`;
  if (mentions.length === 0) return `${name} was not released by a person in the version it has now.`;
  const words = mentions.map((one) => `“${one.words}”`).join(', ');
  return `${name} was not released by a person, though it may speak of figures that are kept back: ${words}. Reword it, or read it and release it.`;
}
