import { randomUUID } from 'node:crypto';
import packageFile from '../../../package.json' with { type: 'json' };
import licences from '../../../resources/licences.json' with { type: 'json' };
import lists from '../../../resources/lists.json' with { type: 'json' };
import type { appContract } from '../../../shared/contract/app.ts';
import type { AreaHandlers } from '../context.ts';
import { viewValues } from '../db/queries/view.ts';
import type { Grants } from '../grants.ts';
import { sampleBytes, sampleFileName } from '../sample/write-sample.ts';

export function createAppHandlers(grants: Grants): AreaHandlers<keyof typeof appContract> {
  return {
    'app.about': () => ({ version: packageFile.version, packages: licences.packages, lists: lists.lists }),
    'view.get': (service) => ({ values: viewValues(service.session().read) }),
    'view.set': async (service, { key, value }) => {
      await service.session().writer.run('view.set', { key, value });
      service.changed(['view']);
      return { done: true };
    },
    'app.sample': async (_service, request, call) => {
      const fileName = sampleFileName(request);
      const file = randomUUID();
      grants.add(file, { kind: 'bytes', fileName, bytes: await sampleBytes(request, call) });
      return { file, fileName };
    },
  };
}
