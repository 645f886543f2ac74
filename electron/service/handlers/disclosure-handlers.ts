import type { disclosureContract } from '../../../shared/contract/disclosure.ts';
import { vocabularyOf } from '../../../shared/domain/vocabulary.ts';
import { StowageError } from '../../../shared/errors.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { ledgerRows } from '../db/queries/ledger.ts';
import { listPermissions } from '../db/queries/permissions.ts';
import { rulesInForce } from '../disclosure/rules-in-force.ts';

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
  'disclosure.rules': (service) => ({ rules: rulesInForce(service.session().read) }),
  'disclosure.set-rule': async (service, input) => {
    refuseUnknown(input.handling);
    await service.session().writer.run('disclosure.set-rule', { ...input, at: service.now().toISOString() });
    return tell(service);
  },
  'disclosure.ledger': (service) => ({ packs: ledgerRows(service.session().read) }),
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
