import type { regimesContract } from '../../../shared/contract/regimes.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { listRegimes } from '../db/queries/regimes.ts';
import { ensureBreaks, findRegimeBreaks } from '../regime/find.ts';
import { regimeOf, timeline } from '../regime/timeline.ts';

const DONE = { done: true } as const;

export const regimeHandlers: AreaHandlers<keyof typeof regimesContract> = {
  'regimes.timeline': async (service, { language, ...wanted }, call) => {
    await ensureBreaks(service, call);
    const session = service.session();
    return { lanes: timeline(await session.columns(), session.read, wanted, createWording(language)) };
  },
  'regimes.find': (service, _input, call) => findRegimeBreaks(service, call),
  'regimes.decide': async (service, input) => {
    await service.session().writer.run('regimes.decide', { ...input, now: service.now().toISOString() });
    return tell(service);
  },
  'regimes.list': (service) => ({ regimes: listRegimes(service.session().read).map(regimeOf) }),
  'regimes.save': async (service, input) => {
    const { id } = await service.session().writer.run('regimes.save', { ...input, now: service.now().toISOString() });
    tell(service);
    return { id };
  },
  'regimes.remove': async (service, input) => {
    await service.session().writer.run('regimes.remove', input);
    return tell(service);
  },
};

function tell(service: ServiceContext): typeof DONE {
  service.changed(['cases', 'log']);
  return DONE;
}
