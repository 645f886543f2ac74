import type { exploreContract } from '../../../shared/contract/explore.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers } from '../context.ts';
import { explorePanels } from '../explore/panels.ts';
import { prepareExplorer } from '../explore/prepare.ts';

export const exploreHandlers: AreaHandlers<keyof typeof exploreContract> = {
  'explore.panels': async (service, { filter, split, ranked, map, language }, { signal }) => {
    const { shownColumns, asker } = service.session();
    const table = await shownColumns();
    const choices = { split, ranked, map };
    await prepareExplorer(asker, table, filter, choices, signal);
    return explorePanels(table, filter, choices, createWording(language));
  },
};
