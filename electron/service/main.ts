import { joinOwner } from './owner-link.ts';
import { findOwner } from './owners.ts';
import { createService } from './service.ts';

/** Entry of the service process. Ctrl+C in a terminal reaches the owner as well, which locks in good order. */
process.on('SIGINT', () => undefined);
const checkOutput = process.env.STOWAGE_CHECK_OUTPUT === '1';
joinOwner(findOwner(), (options) => createService({ ...options, checkOutput }));
