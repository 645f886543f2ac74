import { connect } from 'node:net';

/** Does what Stowage must never do, so that a test can show it would be noticed. */
connect({ host: '127.0.0.1', port: 9 }).on('error', () => process.exit(0));
