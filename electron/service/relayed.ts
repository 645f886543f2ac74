import type { FromParser, ToParser } from '../../shared/parser-protocol.ts';
import type { PortLike } from '../../shared/port-channel.ts';
import type { Channel, WireMessage } from '../../shared/rpc.ts';
import { isWireMessage } from '../../shared/wire-codec.ts';
import type { ParserPort } from './context.ts';

/** A client whose messages the owner relays. */
export interface RelayedChannel {
  channel: Channel;
  receive(message: unknown): void;
  end(): void;
}

export function relayedChannel(post: (message: WireMessage) => void): RelayedChannel {
  const messages: ((message: WireMessage) => void)[] = [];
  const closings: (() => void)[] = [];
  let open = true;
  const end = () => {
    if (!open) return;
    open = false;
    for (const listener of closings) listener();
  };
  return {
    channel: {
      post: (message) => {
        if (open) post(message);
      },
      onMessage: (listener) => messages.push(listener),
      onClose: (listener) => closings.push(listener),
      close: end,
    },
    receive: (message) => {
      if (open && isWireMessage(message)) for (const listener of messages) listener(message);
    },
    end,
  };
}

/** A parser that the owner started. What it says before anybody listens is kept. */
export interface RelayedParser {
  port: ParserPort;
  receive(message: FromParser): void;
  exit(code: number | null): void;
}

export function relayedParser(post: (message: ToParser) => void, kill: () => void): RelayedParser {
  const early: FromParser[] = [];
  const exits: ((code: number | null) => void)[] = [];
  let listener: ((message: FromParser) => void) | undefined;
  return {
    port: {
      post,
      onMessage(heard) {
        listener = heard;
        for (const message of early.splice(0)) heard(message);
      },
      onExit: (heard) => exits.push(heard),
      kill,
    },
    receive(message) {
      if (listener) listener(message);
      else early.push(message);
    },
    exit: (code) => {
      for (const heard of exits) heard(code);
    },
  };
}

/** The same over a message port that the owner handed us, as in Electron. */
export function joinParserPort(parser: RelayedParser, port: PortLike): (message: ToParser) => void {
  port.addEventListener('message', ({ data }) => parser.receive(data as FromParser));
  port.start?.();
  return (message) => port.postMessage(message);
}
