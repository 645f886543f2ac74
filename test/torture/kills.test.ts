import { describe, expect, it } from 'vitest';
import { killServices } from './kills.ts';

describe('pulling the plug', () => {
  it('at six random moments of imports, passphrase changes and packs loses nothing that was acknowledged and leaves nothing readable', async () => {
    const { kills, faults, leaks } = await killServices(6, 11);
    expect({ kills, faults, leaks }).toEqual({ kills: 6, faults: [], leaks: [] });
  }, 240_000);
});
