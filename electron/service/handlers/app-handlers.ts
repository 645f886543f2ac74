import packageFile from '../../../package.json' with { type: 'json' };
import licences from '../../../resources/licences.json' with { type: 'json' };
import lists from '../../../resources/lists.json' with { type: 'json' };
import type { appContract } from '../../../shared/contract/app.ts';
import type { AreaHandlers } from '../context.ts';
import { viewValues } from '../db/queries/view.ts';

export const appHandlers: AreaHandlers<keyof typeof appContract> = {
  'app.about': () => ({ version: packageFile.version, packages: licences.packages, lists: lists.lists }),
  'view.get': (service) => ({ values: viewValues(service.session().read) }),
  'view.set': async (service, { key, value }) => {
    await service.session().writer.run('view.set', { key, value });
    service.changed(['view']);
    return { done: true };
  },
};
