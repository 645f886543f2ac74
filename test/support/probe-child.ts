import { joinOwner } from '../../electron/service/owner-link.ts';
import { findOwner } from '../../electron/service/owners.ts';
import { type Served, serve } from '../../shared/rpc-server.ts';
import { probeContract, probeHandlers } from './probe-contract.ts';

/** The probe contract served by a process of its own, joined to its owner as the service is. */
const served = new Set<Served>();
const handlers = probeHandlers(() => {
  for (const one of served) one.changed(['cases']);
});
joinOwner(findOwner(), () => ({
  serveChannel: (channel) => void served.add(serve(probeContract, handlers, channel, { checkOutput: true })),
  grant: () => undefined,
  shutdown: () => Promise.resolve(),
}));
