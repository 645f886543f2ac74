import type { profileContract } from '../../../shared/contract/profile.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers } from '../context.ts';
import { profilePanels } from '../profile/panels.ts';
import { facetValues } from '../profile/values.ts';

export const profileHandlers: AreaHandlers<keyof typeof profileContract> = {
  'profile.panels': async (service, { filter, split, language }) =>
    profilePanels(await service.session().shownColumns(), filter, split, createWording(language)),
  'profile.values': async (service, { filter, facet, language }) =>
    facetValues(await service.session().shownColumns(), filter, facet, createWording(language)),
};
