import type { disclosureContract } from '../../../shared/contract/disclosure.ts';
import { cleanText } from '../../../shared/document/texts.ts';
import { vocabularyOf } from '../../../shared/domain/vocabulary.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { ledgerRows, toldTables } from '../db/queries/ledger.ts';
import { listPermissions } from '../db/queries/permissions.ts';
import { listedSources } from '../disclosure/listed-sources.ts';
import { rulesInForce } from '../disclosure/rules-in-force.ts';
import { type PackInput, packDocuments } from '../export/pack-documents.ts';
import { missingFrom } from '../export/pack-state.ts';

export const disclosureHandlers: AreaHandlers<keyof typeof disclosureContract> = {
  'permissions.list': (service) => ({ permissions: listPermissions(service.session().read) }),
  'permissions.record': async (service, input) => {
    const made = await service.session().writer.run('permissions.record', { ...input, at: service.now().toISOString() });
    tell(service);
    return made;
  },
  'permissions.withdraw': async (service, input) => {
    await service.session().writer.run('permissions.withdraw', { ...input, at: service.now().toISOString() });
    return tell(service);
  },
  'disclosure.sources': (service) => ({ sources: listedSources(service.session().read) }),
  'disclosure.missing': async (service, wishes, call) => {
    const { read, columns } = service.session();
    const title = cleanText(wishes.title ?? '').trim() || undefined;
    const input: PackInput = { ...wishes, title, languages: [], folder: '' };
    const documents = packDocuments(read, input);
    return { missing: missingFrom({ input, documents, table: await columns(), read, at: service.now() }, call) };
  },
  'disclosure.rules': (service) => ({ rules: rulesInForce(service.session().read) }),
  'disclosure.set-rule': async (service, input) => {
    refuseUnknown(input.handling);
    await service.session().writer.run('disclosure.set-rule', { ...input, at: service.now().toISOString() });
    return tell(service);
  },
  'disclosure.ledger': (service) => ({ packs: ledgerRows(service.session().read) }),
  'disclosure.told': (service, { pack }) => ({ tables: toldTables(service.session().read, pack) }),
};

function refuseUnknown(handling: string): void {
  const codes = vocabularyOf('handling')?.codes.map(({ code }) => code) ?? [];
  if (codes.includes(handling)) return;
  throw new StowageError('invalid-input', `There is no handling code "${handling}", so no rule was set. There are: ${codes.join(', ')}.`);
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['documents', 'packs', 'log']);
  return { done: true };
}
