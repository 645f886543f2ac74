import type { factorsContract, ListedFactor } from '../../../shared/contract/factors.ts';
import { FACTOR_TABLE_VERSION } from '../../../shared/domain/factors.ts';
import { FACTORS, type Factor, UNITS } from '../../../shared/domain/quantity.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { AreaHandlers } from '../context.ts';
import { factorInTable, listFactorEdits, type StoredEdit } from '../db/queries/factors.ts';

const DONE = { done: true } as const;
const SHIPPED = new Map(FACTORS.map((factor) => [factor.id, factor]));

/** Shipped ones first, in their order; each with its latest edit. */
function table(edits: readonly StoredEdit[]): { factor: Factor; edit?: StoredEdit }[] {
  const all = new Map<string, { factor: Factor; edit?: StoredEdit }>(FACTORS.map((factor) => [factor.id, { factor }]));
  for (const edit of edits) all.set(edit.factor.id, { factor: edit.factor, edit });
  return [...all.values()];
}

function originOf(factor: Factor, edit: StoredEdit | undefined): ListedFactor['origin'] {
  if (!edit) return 'shipped';
  if (edit.retired) return 'retired';
  return SHIPPED.has(factor.id) ? 'edited' : 'added';
}

function listed({ factor, edit }: { factor: Factor; edit?: StoredEdit }, language: Language): ListedFactor {
  const {
    id,
    counts,
    drugs,
    kg,
    low,
    high,
    text,
    source,
    validFrom,
    version,
    countries = [],
    regions = [],
    from = null,
    to = null,
  } = factor;
  return {
    ...{ id, counts, drugs, kg, low, high, source, validFrom, version, countries, regions, from, to },
    text: text[language],
    origin: originOf(factor, edit),
    edit: edit ? { at: edit.at, by: edit.by, reason: edit.reason } : null,
  };
}

export const factorHandlers: AreaHandlers<keyof typeof factorsContract> = {
  'factors.list': (service, { language }) => ({
    version: FACTOR_TABLE_VERSION,
    factors: table(listFactorEdits(service.session().read)).map((entry) => listed(entry, language)),
    units: UNITS.map(({ id, dimension, size, name, text, source }) => {
      return { id, dimension, size, name: name[language], text: text[language], source };
    }),
  }),
  'factors.save': async (service, { factor: input, reason }) => {
    const at = service.now().toISOString();
    const { text, from, to, ...rest } = input;
    const period = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const labels = { en: text, fr: text, ru: text, es: text };
    const factor: Factor = { ...rest, ...period, status: 'assumed', text: labels, validFrom: at.slice(0, 10), version: 'workspace' };
    await service.session().writer.run('factor.save', { factor, retired: false, at, reason });
    service.changed(['factors', 'log']);
    return DONE;
  },
  'factors.retire': async (service, { id, reason }) => {
    const { read, writer } = service.session();
    const factor = factorInTable(listFactorEdits(read), id);
    if (!factor) throw new StowageError('not-found', 'There is no such factor. Nothing was changed.');
    await writer.run('factor.save', { factor, retired: true, at: service.now().toISOString(), reason });
    service.changed(['factors', 'log']);
    return DONE;
  },
  'factors.restore': async (service, { id }) => {
    await service.session().writer.run('factor.restore', { id });
    service.changed(['factors', 'log']);
    return DONE;
  },
  'factors.history': (service) => ({
    edits: listFactorEdits(service.session().read)
      .map(({ factor, at, by, reason }) => ({ factor: factor.id, at, by, reason }))
      .reverse(),
  }),
};
