import type { Recommendation, recommendationsContract } from '../../../shared/contract/recommendations.ts';
import type { ParsedInputOf } from '../../../shared/rpc.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { listRecommendations } from '../db/queries/recommendations.ts';

type Wanted = ParsedInputOf<(typeof recommendationsContract)['recommendations.list']>;

export const recommendationHandlers: AreaHandlers<keyof typeof recommendationsContract> = {
  'recommendations.list': (service, wanted) => ({
    recommendations: listRecommendations(service.session().read).filter((one) => isWanted(one, wanted)),
  }),
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

function isWanted({ meeting, addressee, theme, text }: Recommendation, wanted: Wanted): boolean {
  if (wanted.meeting !== undefined && !Object.values(meeting).includes(wanted.meeting)) return false;
  if (wanted.addressee !== undefined && wanted.addressee !== addressee) return false;
  if (wanted.theme !== undefined && wanted.theme !== theme) return false;
  return wanted.language === undefined || Boolean(text[wanted.language]?.trim());
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['recommendations', 'log']);
  return { done: true };
}
