import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleNative } from '../../electron/main/ipc.ts';
import type { NativeCalls } from '../../electron/main/native.ts';
import { createService, type Service } from '../../electron/service/service.ts';
import { contract, type StowageContract } from '../../shared/contract/index.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { createChannelPair } from '../../shared/memory-channel.ts';
import { CHANNELS } from '../../shared/native-channels.ts';
import type { Client } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';

const OWN = { senderFrame: { url: 'app://stowage/', parent: null } };

/** What the native side was asked to do, with nothing behind it. */
function recordedNative(): { native: NativeCalls; asked: unknown[] } {
  const asked: unknown[] = [];
  const note = (value: unknown) => void asked.push(value);
  return {
    asked,
    native: {
      pickFile: async (kind) => {
        note(kind);
        return null;
      },
      pickFolder: async (kind) => {
        note(kind);
        return null;
      },
      recents: () => [],
      reveal: note,
      remember: note,
    },
  };
}

describe('a hostile page at the native channels', () => {
  it.each(Object.values(CHANNELS))('gets a refusal or a harmless answer to 1,000 random payloads on %s', (channel) => {
    const { native, asked } = recordedNative();
    const listeners = new Map<string, (event: unknown, argument: unknown) => unknown>();
    handleNative({ handle: (name, listener) => void listeners.set(name, listener as never) }, native, () => undefined);
    const listener = listeners.get(channel);
    fc.assert(
      fc.property(fc.anything(), (argument) => {
        try {
          void listener?.(OWN, argument);
        } catch (error) {
          expect(String(error)).toContain('Refused');
        }
      }),
      { numRuns: 1000, seed: 19 },
    );
    const known = ['import', 'workspace', 'parent', 'pack'];
    for (const value of asked) expect(known.includes(String(value)) || /^[a-z0-9-]{8,64}$/.test(String(value))).toBe(true);
  });
});

describe('a hostile page at the service, with nothing unlocked', () => {
  let service: Service;
  let client: Client<StowageContract>;
  beforeAll(() => {
    service = createService({ openParser: () => Promise.reject(new Error('No parser here.')) });
    const [near, far] = createChannelPair();
    service.serveChannel(far);
    client = createClient<StowageContract>(near);
  });
  afterAll(() => service.shutdown());

  /** Making a sample needs no workspace and answers any valid wish with work. */
  const methods = Object.keys(contract).filter((method) => method !== 'app.sample');

  it.each(methods)('gets a coded error or an answer, and never an unexpected one, from 200 random inputs to %s', async (method) => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (input) => {
        const outcome = await client.call(method as 'view.get', input as Record<string, never>).then(
          () => 'answered',
          (error: { code: (typeof ERROR_CODES)[number] }) => error.code,
        );
        expect(['answered', ...ERROR_CODES]).toContain(outcome);
        expect(outcome).not.toBe('internal');
      }),
      { numRuns: 200, seed: 19 },
    );
  });
});
