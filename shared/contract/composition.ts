import { type Composition, MADE, PARAGRAPH_ROLES, TEMPLATES } from '../document/composition.ts';
import { LANGUAGES } from '../report/wording.ts';
import { filter, language, z } from './schema.ts';

const LONGEST_TEXT = 20_000;
const MOST_PARTS = 2000;
const MOST_POINTS = 400;

export const template = z.enum(TEMPLATES);
export const texts = z.partialRecord(z.enum(LANGUAGES), z.string().max(LONGEST_TEXT));
export const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is YYYY-MM-DD');

const line = z.string().max(300);
const MOST_PIECES = 5000;
const mark = z.strictObject({ by: z.string().max(60), on: isoDay });
export const piece = z.strictObject({ text: z.string().max(LONGEST_TEXT), inserted: mark.optional(), deleted: mark.optional() });
/** Changes that are kept, in each language, and earlier wordings of the original that translations were made from. */
export const track = {
  changes: z.partialRecord(z.enum(LANGUAGES), z.array(piece).max(MOST_PIECES)).optional(),
  earlier: texts.optional(),
};

const partId = z.string().min(1).max(40);
const findingIds = z.array(z.number().int()).max(200);

const masthead = z.strictObject({
  symbol: line,
  date: isoDay.nullable(),
  originalLanguage: language,
  meeting: texts,
  place: texts,
  from: isoDay.nullable(),
  to: isoDay.nullable(),
  rapporteur: line,
  state: z.string().regex(/^([A-Z]{3})?$/, 'a State is its three letters by ISO 3166'),
  agendaItem: texts,
  issue: texts,
  jobNumber: line,
});

const analysisName = z.string().max(100);
const settings = z.record(z.string(), z.unknown());
const place = z.number().int().min(0).max(1000);
const said = z
  .array(z.strictObject({ analysis: analysisName, settings, at: place }))
  .max(50)
  .optional();

const point = z.strictObject({ id: partId, text: texts, findings: findingIds, said, agreed: z.boolean() });

const part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), id: partId, level: z.union([z.literal(1), z.literal(2)]), text: texts }),
  z.strictObject({
    kind: z.literal('paragraph'),
    id: partId,
    role: z.enum(PARAGRAPH_ROLES),
    text: texts,
    footnote: texts.optional(),
    points: z.array(point).max(MOST_POINTS),
    findings: findingIds,
    said,
  }),
  z.strictObject({ kind: z.literal('finding'), id: partId, finding: z.number().int() }),
  z.strictObject({
    kind: z.literal('figure'),
    id: partId,
    analysis: analysisName,
    settings,
    block: z.enum(['chart', 'table', 'number']),
    at: place,
  }),
  z.strictObject({ kind: z.literal('method'), id: partId }),
  z.strictObject({ kind: z.literal('answer'), id: partId, recommendation: z.number().int() }),
  z.strictObject({
    kind: z.literal('made'),
    id: partId,
    what: z.enum(MADE),
    analysis: analysisName.optional(),
    settings: settings.optional(),
  }),
]);

/** A composition as it crosses a border: from the page, a file or the command line. */
export const composition: z.ZodType<Composition> = z.strictObject({
  template,
  title: texts,
  masthead: masthead.nullable(),
  filter: filter.optional(),
  original: language.optional(),
  tracking: z.boolean().optional(),
  tracks: z
    .array(z.strictObject({ place: z.string().max(60), ...track }))
    .max(MOST_PARTS * 2)
    .optional(),
  parts: z.array(part).max(MOST_PARTS),
}) as z.ZodType<Composition>;
