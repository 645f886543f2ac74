import type { FromService, ToService } from '../../shared/control-protocol.ts';
import type { ToParser } from '../../shared/parser-protocol.ts';
import { type PortLike, portChannel } from '../../shared/port-channel.ts';
import type { ParserPort } from './context.ts';
import { joinParserPort, type RelayedChannel, type RelayedParser, relayedChannel, relayedParser } from './relayed.ts';
import { relayedPrints } from './relayed-prints.ts';
import type { Service, ServiceOptions } from './service.ts';

/** Whoever started this process: the browser host over a pipe, or Electron's main process with message ports. */
export interface Owner {
  post(message: FromService): void;
  onMessage(listener: (message: ToService, ports: PortLike[]) => void): void;
  /** The owner is gone. */
  onGone(listener: () => void): void;
  endProcess(): void;
  /** The owner prints documents: Electron's main process does. */
  prints: boolean;
}

type Core = Pick<Service, 'serveChannel' | 'grant' | 'shutdown'>;
type OwnerOptions = Required<Pick<ServiceOptions, 'openParser' | 'onLocked' | 'onOpened' | 'onStuck'>> & Pick<ServiceOptions, 'print'>;

interface OpeningParser extends RelayedParser {
  post: (message: ToParser) => void;
  ready: () => void;
}

/** Milliseconds for the last answers to leave before the process ends. */
const PARTING = 50;

/** Joins the service to its owner; when either locks or goes, the workspace is closed first and the process ends. */
export function joinOwner(owner: Owner, start: (options: OwnerOptions) => Core): void {
  const clients = new Map<number, RelayedChannel>();
  const parsers = new Map<number, OpeningParser>();
  let nextParser = 1;
  const part = () => {
    owner.post({ kind: 'locked' });
    setTimeout(() => owner.endProcess(), PARTING);
  };
  const openParser = (): Promise<ParserPort> =>
    new Promise((resolve) => {
      const id = nextParser++;
      const relayed = relayedParser(
        (message) => parser.post(message),
        () => owner.post({ kind: 'parser-kill', parser: id }),
      );
      const post = (message: ToParser) => owner.post({ kind: 'parser-message', parser: id, message });
      const parser: OpeningParser = { ...relayed, post, ready: () => resolve(relayed.port) };
      parsers.set(id, parser);
      owner.post({ kind: 'parser-open', parser: id });
    });
  const printing = relayedPrints((message) => owner.post(message));
  const core = start({
    openParser,
    ...(owner.prints ? { print: printing.print } : {}),
    onLocked: part,
    onOpened: (folder) => owner.post({ kind: 'opened', folder }),
    onStuck: () => owner.post({ kind: 'stuck' }),
  });
  const close = () => void core.shutdown().finally(part);

  const connect = (client: number, port: PortLike | undefined) => {
    if (port) return core.serveChannel(portChannel(port));
    const relayed = relayedChannel((message) => owner.post({ kind: 'message', client, message }));
    clients.set(client, relayed);
    core.serveChannel(relayed.channel);
  };
  const openedParser = (id: number, port: PortLike | undefined) => {
    const parser = parsers.get(id);
    if (!parser) return;
    if (port) parser.post = joinParserPort(parser, port);
    parser.ready();
  };
  owner.onMessage((message, [port]) => {
    if (message.kind === 'connect') connect(message.client, port);
    else if (message.kind === 'message') clients.get(message.client)?.receive(message.message);
    else if (message.kind === 'disconnect') {
      clients.get(message.client)?.end();
      clients.delete(message.client);
    } else if (message.kind === 'grant') core.grant(message.token, message.grant);
    else if (message.kind === 'printed') printing.printed(message.print, message.pdf);
    else if (message.kind === 'parser') openedParser(message.parser, port);
    else if (message.kind === 'parser-message') parsers.get(message.parser)?.receive(message.message);
    else if (message.kind === 'parser-exit') {
      parsers.get(message.parser)?.exit(message.code);
      parsers.delete(message.parser);
    } else close();
  });
  owner.onGone(close);
}
