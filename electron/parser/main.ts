import { connectOutlet } from './port.ts';
import { serveOneFile } from './session.ts';

/** Entry of the parser process: one file, no keys, then it ends. The starter caps its heap. */
connectOutlet(serveOneFile);
