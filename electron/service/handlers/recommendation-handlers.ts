import type { recommendationsContract } from '../../../shared/contract/recommendations.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { listRecommendations } from '../db/queries/recommendations.ts';

export const recommendationHandlers: AreaHandlers<keyof typeof recommendationsContract> = {
  'recommendations.list': (service) => ({ recommendations: listRecommendations(service.session().read) }),
  'recommendations.save': async (service, { id, ...fields }) => {
    const saved = await service.session().writer.run('recommendations.save', { id, fields, at: service.now().toISOString() });
    tell(service);
    return saved;
  },
  'recommendations.remove': async (service, input) => {
    await service.session().writer.run('recommendations.remove', input);
    return tell(service);
  },
  'recommendations.act': async (service, { id, ...fields }) => {
    const saved = await service.session().writer.run('recommendations.act', { id, fields, at: service.now().toISOString() });
    tell(service);
    return saved;
  },
  'recommendations.drop-action': async (service, input) => {
    await service.session().writer.run('recommendations.drop-action', input);
    return tell(service);
  },
};

function tell(service: ServiceContext): { done: true } {
  service.changed(['recommendations', 'log']);
  return { done: true };
}
