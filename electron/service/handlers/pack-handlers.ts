import type { packsContract } from '../../../shared/contract/packs.ts';
import type { AreaHandlers } from '../context.ts';
import { listPacks } from '../db/queries/packs.ts';
import { buildPack } from '../export/build-pack.ts';
import { ensureBreaks } from '../regime/find.ts';

export const packHandlers: AreaHandlers<keyof typeof packsContract> = {
  'packs.build': async (service, input, call) => {
    await ensureBreaks(service, call);
    return buildPack(service, input, call);
  },
  'packs.list': (service) => ({ packs: listPacks(service.session().read) }),
};
