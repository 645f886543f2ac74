import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Area, Channel, Client, WireMessage } from '../../shared/rpc.ts';
import { createClient } from '../../shared/rpc-client.ts';
import { type ProbeContract, typedArrays } from '../support/probe-contract.ts';
import { type Reached, TRANSPORTS } from '../support/transports.ts';

/** Resolves with the first message the test waits for. */
function firstMessage(channel: Channel, wanted: (message: WireMessage) => boolean): Promise<WireMessage> {
  return new Promise((resolve) => {
    channel.onMessage((message) => {
      if (wanted(message)) resolve(message);
    });
  });
}

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, reach) => {
  let reached: Reached;
  let channel: Channel;
  let client: Client<ProbeContract>;

  beforeEach(async () => {
    reached = await reach();
    channel = await reached.connect();
    client = createClient<ProbeContract>(channel);
  });
  afterEach(() => reached.stop());

  it('a result arrives, with defaults filled in', async () => {
    expect(await client.call('add', { left: 2 })).toEqual({ sum: 3 });
  });

  it('many calls at once are answered each by its own result', async () => {
    const sums = await Promise.all(Array.from({ length: 50 }, (_, left) => client.call('add', { left, right: 100 })));
    expect(sums.map(({ sum }) => sum)).toEqual(Array.from({ length: 50 }, (_, left) => left + 100));
  });

  it('a refusal keeps its code, message and place', async () => {
    await expect(client.call('refuse', {})).rejects.toMatchObject({
      code: 'needs-decision',
      message: 'The order of day and month cannot be told.',
      where: { row: 3, questions: [{ id: 'date-order', options: ['dmy', 'mdy'], evidence: '01/02/2020' }] },
    });
  });

  it('an unexpected error says nothing of what went wrong inside', async () => {
    const error = await client.call('break', {}).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('secret');
  });

  it('input of the wrong shape is refused and named', async () => {
    const wrong = { left: 'two' } as unknown as { left: number };
    await expect(client.call('add', wrong)).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('left') });
  });

  it.each(['unknown', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'a procedure named "%s" does not exist',
    async (method) => {
      await expect(client.call(method as 'add', { left: 1 })).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );

  it('input nested so deeply that reading it would exhaust the stack is refused in words', async () => {
    let value: unknown = 'bottom';
    for (let depth = 0; depth < 80; depth++) value = [value];
    await expect(client.call('mirror', { value })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await client.call('add', { left: 1 })).toEqual({ sum: 2 });
  });

  it('progress arrives while the work goes on, and a cancel is acknowledged and then ends it', async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const acknowledged = firstMessage(channel, (message) => message.kind === 'cancelling');
    const onProgress = ({ step }: { step: string }) => {
      steps.push(step);
      if (steps.length === 3) controller.abort();
    };
    await expect(client.call('wait', {}, { signal: controller.signal, onProgress })).rejects.toMatchObject({ code: 'cancelled' });
    expect((await acknowledged).kind).toBe('cancelling');
    expect(steps.slice(0, 3)).toEqual(['step-0', 'step-1', 'step-2']);
  });

  it('a call that is cancelled before it is sent ends as cancelled', async () => {
    await expect(client.call('wait', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('typed arrays arrive identical, of every type, empty and nested ones among them', async () => {
    const got = await client.call('arrays', {});
    const want = typedArrays();
    expect(got).toStrictEqual(want);
    for (const [name, array] of Object.entries(want))
      expect(Object.prototype.toString.call(got[name])).toBe(Object.prototype.toString.call(array));
  });

  it('typed arrays go the other way too', async () => {
    const value = { column: Float64Array.of(1, 2, 3), text: 'x' };
    expect(await client.call('mirror', { value })).toStrictEqual({ value });
  });

  it('an event reaches every client, and each gets only its own answers', async () => {
    const other = createClient<ProbeContract>(await reached.connect());
    const heard = (one: Client<ProbeContract>) => new Promise<Area[]>((resolve) => one.onChanged(resolve));
    const both = Promise.all([heard(client), heard(other), other.call('add', { left: 5 })]);
    await client.call('touch', {});
    expect(await both).toEqual([['cases'], ['cases'], { sum: 6 }]);
  });

  it('when the connection ends, what waits is refused as disconnected, and so is what comes after', async () => {
    const waiting = client.call('wait', {});
    const closed = new Promise<void>((resolve) => client.onClosed(resolve));
    const refused = expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
    client.close();
    await Promise.all([refused, closed]);
    await expect(client.call('add', { left: 1 })).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('one client that leaves does not disturb another', async () => {
    const other = createClient<ProbeContract>(await reached.connect());
    await other.call('add', { left: 1 });
    client.close();
    expect(await other.call('add', { left: 2 })).toEqual({ sum: 3 });
  });

  it('1,000 random payloads are each answered with a result or a coded error', async () => {
    const methods = fc.oneof(fc.constantFrom('add', 'refuse', 'mirror', 'touch', '__proto__'), fc.string());
    await fc.assert(
      fc.asyncProperty(methods, fc.jsonValue(), async (method, input) => {
        const answer = await client.call(method as 'mirror', input as { value: unknown }).then(
          () => 'result',
          (error: { code: string }) => error.code,
        );
        expect(['result', 'invalid-input', 'needs-decision']).toContain(answer);
      }),
      { numRuns: 1000, seed: 20 },
    );
  });

  it('messages that are none are dropped, and the next call is answered', async () => {
    const bad: unknown[] = [
      null,
      7,
      'call',
      [],
      {},
      { kind: 'call' },
      { kind: 'call', id: 'x', method: 'add' },
      { kind: 'cancel', id: 999 },
      { kind: 'result', id: 4 },
    ];
    if (_name === 'a web socket') bad.splice(0, 7);
    for (const message of bad) channel.post(message as WireMessage);
    expect(await client.call('add', { left: 1 })).toEqual({ sum: 2 });
  });
});
