import type { BrowserWindow, MessagePortMain, Session, UtilityProcess, WebContents, WebPreferences } from 'electron';

type Listener = (...values: unknown[]) => unknown;

/** A recorded stand-in: keeps what was registered, so that a test can play Chromium's part. */
export function fakeSession() {
  const handlers = new Map<string, Listener>();
  const schemes = new Map<string, Listener>();
  const set = (name: string) => (listener: Listener) => void handlers.set(name, listener);
  const calls: Record<string, unknown> = {};
  const session = {
    setPermissionRequestHandler: set('permission-request'),
    setPermissionCheckHandler: set('permission-check'),
    setDevicePermissionHandler: set('device'),
    setSpellCheckerEnabled: (on: boolean) => {
      calls.spellcheck = on;
    },
    setProxy: async (proxy: unknown) => {
      calls.proxy = proxy;
    },
    webRequest: { onBeforeRequest: set('before-request') },
    protocol: { handle: (scheme: string, handler: Listener) => void schemes.set(scheme, handler) },
    on: (name: string, listener: Listener) => void handlers.set(name, listener),
  };
  const call = (name: string, ...values: unknown[]) => (handlers.get(name) as Listener)(...values);
  return { session: session as unknown as Session, call, schemes, calls };
}

/** True when Chromium would be told to cancel the request. */
export function isCancelled(fake: ReturnType<typeof fakeSession>, url: string, resourceType?: string): boolean {
  let cancelled: boolean | undefined;
  fake.call('before-request', { url, resourceType }, (answer: { cancel: boolean }) => {
    cancelled = answer.cancel;
  });
  return cancelled === true;
}

export function fakeContents() {
  const handlers = new Map<string, Listener>();
  let open: Listener = () => ({ action: 'allow' });
  const calls: Record<string, unknown> = {};
  const contents = {
    on: (name: string, listener: Listener) => void handlers.set(name, listener),
    setWindowOpenHandler: (handler: Listener) => {
      open = handler;
    },
    setWebRTCIPHandlingPolicy: (policy: string) => {
      calls.webrtc = policy;
    },
  };
  /** Whether the event was prevented. */
  const prevented = (name: string) => {
    let stopped = false;
    handlers.get(name)?.({
      preventDefault: () => {
        stopped = true;
      },
    });
    return stopped;
  };
  return { contents: contents as unknown as WebContents, prevented, openWindow: (url: string) => open({ url }), calls };
}

export interface FakeProcess {
  entry: string;
  options: { execArgv?: string[]; env?: Record<string, string>; serviceName?: string };
  sent: { message: unknown; ports: unknown[] }[];
  killed: boolean;
  say(message: unknown): void;
  end(code: number): void;
}

/** Utility processes and message channels that only note what was done to them. */
export function fakeProcesses() {
  const made: FakeProcess[] = [];
  let channels = 0;
  const fork = (entry: string, _args: string[], options: FakeProcess['options']) => {
    const listeners = new Map<string, Listener[]>();
    const add = (name: string, listener: Listener) => void listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    const emit = (name: string, value: unknown) => {
      for (const listener of listeners.get(name) ?? []) listener(value);
    };
    const one: FakeProcess = {
      entry,
      options,
      sent: [],
      killed: false,
      say: (message) => emit('message', message),
      end: (code) => emit('exit', code),
    };
    made.push(one);
    return {
      on: add,
      once: add,
      postMessage: (message: unknown, ports: unknown[] = []) => void one.sent.push({ message, ports }),
      kill: () => {
        one.killed = true;
        return true;
      },
    } as unknown as UtilityProcess;
  };
  const createChannel = () => {
    const number = ++channels;
    return { port1: `port ${number}a` as unknown as MessagePortMain, port2: `port ${number}b` as unknown as MessagePortMain };
  };
  return { made, maker: { fork, createChannel } };
}

/** A printer that notes what it is asked and finishes when it is told to. */
export function fakePrinter() {
  const waiting = new Map<number, { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void }>();
  const asked: string[] = [];
  const stopped: number[] = [];
  const fail = (id: number) => waiting.get(id)?.reject(new Error('could not print'));
  return {
    asked,
    stopped,
    fail,
    finish: (id: number, pdf: Uint8Array) => waiting.get(id)?.resolve(pdf),
    print: (id: number, html: string) => {
      asked.push(html);
      return new Promise<Uint8Array>((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    stop: (id: number) => {
      stopped.push(id);
      fail(id);
    },
    stopAll: () => undefined,
  };
}

type PrintStep = 'load' | 'faces' | 'print';

/** Hidden windows that only note what was done to them; a step that is named fails. */
export function fakePrintWindows(failing?: PrintStep) {
  const made: { options: { show: boolean; webPreferences: WebPreferences }; steps: unknown[]; destroyed: boolean }[] = [];
  let loaded: (url: string) => void = () => undefined;
  const makeWindow = (options: { show: false; webPreferences: WebPreferences }) => {
    const one = { options, steps: [] as unknown[], destroyed: false };
    made.push(one);
    const step = async <T>(name: PrintStep, value: unknown, answer: T): Promise<T> => {
      one.steps.push([name, value]);
      if (name === failing) throw new Error(`cannot ${name}`);
      return answer;
    };
    return {
      loadURL: (url: string) => {
        loaded(url);
        return step('load', url, undefined);
      },
      destroy: () => {
        one.destroyed = true;
      },
      isDestroyed: () => one.destroyed,
      webContents: {
        executeJavaScript: (code: string) => step('faces', code, true),
        printToPDF: (options: unknown) => step('print', options, Buffer.from('%PDF-1.7')),
      },
    } as unknown as BrowserWindow;
  };
  const onLoad = (listener: (url: string) => void) => {
    loaded = listener;
  };
  return { made, makeWindow, onLoad };
}
