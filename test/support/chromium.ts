import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** An installed Chromium; `STOWAGE_CHROMIUM` names another. */
export const chromiumPath = [process.env.STOWAGE_CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path));
