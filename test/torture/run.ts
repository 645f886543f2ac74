import { parseArgs } from 'node:util';
import { flipDatabase, flipKeyring } from './flips.ts';
import { killServices } from './kills.ts';

/** `npm run torture`: kills and flipped bits in full numbers; `--kills N --flips N --keyring N --seed N` for others. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    flips: { type: 'string', default: '400' },
    keyring: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);

const database = await flipDatabase(Number(values.flips), seed);
console.log(
  `data.db: ${database.flips} bits flipped, ${database.inUsedPages} in used pages, ${database.reported} reported, ${database.alteredRows} altered rows shown`,
);
const keyring = await flipKeyring(Number(values.keyring), seed);
console.log(`keyring: ${JSON.stringify(keyring)}`);
const kills = await killServices(Number(values.kills), seed);
console.log(`kills: ${JSON.stringify(kills)}`);

const whole = database.reported === database.inUsedPages && database.alteredRows === 0 && database.silentlyShort === 0;
const named = Object.keys(keyring.refusals).every((code) => code === 'keyring-damaged' || code === 'keyring-tampered');
const repaired = keyring.opened === keyring.flips && keyring.repaired === keyring.flips && named;
const safe = kills.faults.length === 0 && kills.leaks.length === 0;
console.log(
  whole && repaired && safe ? 'Nothing was lost, nothing altered was shown, nothing readable was left.' : 'Something is wrong: see above.',
);
process.exitCode = whole && repaired && safe ? 0 : 1;
