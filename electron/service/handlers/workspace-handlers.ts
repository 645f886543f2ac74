import { join } from 'node:path';
import type { workspaceContract } from '../../../shared/contract/workspace.ts';
import type { OutputOf } from '../../../shared/rpc.ts';
import type { AreaHandlers, Session } from '../context.ts';
import type { ReadDb } from '../db/connect.ts';
import { listAnalysts } from '../db/queries/analysts.ts';
import { caseCount } from '../db/queries/columns.ts';
import { listLog } from '../db/queries/log.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { idleMinutes } from '../db/queries/view.ts';
import type { Desk } from '../desk.ts';
import type { Grants } from '../grants.ts';
import { uncancellable } from '../jobs/uncancellable.ts';
import { createWorkspace } from '../workspace/create.ts';
import { lookAt } from '../workspace/look.ts';
import { unlock } from '../workspace/unlock.ts';

type State = OutputOf<(typeof workspaceContract)['workspace.state']>;

const DONE = { done: true } as const;

export function createWorkspaceHandlers(desk: Desk, grants: Grants): AreaHandlers<keyof typeof workspaceContract> {
  return {
    'workspace.state': () => (desk.isOpen() ? stateOf(desk.session(), desk) : { ...CLOSED, idleMinutes: desk.idleMinutes() }),
    'workspace.look': (_service, input) => lookAt(grants.path(input.folder)),
    'workspace.create': async (_service, { folder: parent, name, sign, passphrase }) => {
      const folder = join(grants.path(parent), `${name}.stowage`);
      let recoveryCode = '';
      const session = await desk.open(async () => {
        ({ recoveryCode } = await createWorkspace({ folder, name, sign, passphrase }));
        return unlock(folder, { sign, passphrase });
      });
      return { recoveryCode, state: stateOf(session, desk) };
    },
    'workspace.unlock': async (_service, { folder, ...credentials }) => {
      const path = grants.path(folder);
      const session = await desk.open(() => unlock(path, credentials));
      // The first screen asks for them next.
      void session.columns().catch(() => undefined);
      return stateOf(session, desk);
    },
    'workspace.lock': async () => {
      await desk.lock();
      return DONE;
    },
    'workspace.settings': async (service, input) => {
      await service.session().writer.run('settings.set', { minutes: input.idleMinutes });
      service.changed(['workspace']);
      return stateOf(service.session(), desk);
    },
    'passphrase.change': async (service, input) => {
      await service.session().writer.run('passphrase.change', { ...desk.keys(), ...input });
      service.changed(['log']);
      return DONE;
    },
    'analysts.list': (service) => ({ analysts: listAnalysts(service.session().read).map(({ sign, addedAt }) => ({ sign, addedAt })) }),
    'analysts.add': async (service, input) => {
      await service.session().writer.run('analyst.add', { ...desk.keys(), ...input });
      service.changed(['analysts', 'log']);
      return DONE;
    },
    'analysts.remove': async (service, input, call) => {
      await desk.removeAnalyst(input.sign, call);
      service.changed(['analysts', 'log']);
      return DONE;
    },
    'workspace.verify': async (service, _input, call) => {
      const { ok, problems } = await service.session().writer.run('workspace.verify', {}, uncancellable(call));
      return { ok, problems };
    },
    'log.list': (service, input) => listLog(service.session().read, input.limit),
  };
}

const counted = new WeakMap<ReadDb, { version: number; cases: number }>();

/** Counting reads the whole table, so it is done once for each data version. */
function casesOf(read: ReadDb, version: number): number {
  const known = counted.get(read);
  if (known?.version === version) return known.cases;
  const cases = caseCount(read);
  counted.set(read, { version, cases });
  return cases;
}

const CLOSED = { open: false, name: null, analyst: null, cases: 0, dataVersion: 0 };

function stateOf(session: Session, desk: Desk): State {
  const { read, name, analyst } = session;
  if (!desk.isOpen()) return { ...CLOSED, idleMinutes: desk.idleMinutes() };
  const version = dataVersion(read);
  return { open: true, name, analyst, cases: casesOf(read, version), dataVersion: version, idleMinutes: idleMinutes(read) };
}
