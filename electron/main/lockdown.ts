import type { App, OnBeforeRequestListenerDetails, Session, WebContents, WebPreferences } from 'electron';
import { isOwnAddress, SCHEME } from './address.ts';

/** Chromium's own ways to the network, closed before it starts. */
const SWITCHES: [string, string?][] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['disable-quic'],
  ['no-pings'],
];

/** Schemes that lead elsewhere: their handlers only refuse. */
export const REFUSED_SCHEMES = ['http', 'https', 'ws', 'wss', 'ftp', 'file'];

/** A proxy at the discard port: whatever slips through the other layers ends there. */
const DEAD_PROXY = '127.0.0.1:9';

/** Everything that may be asked of the page's session beside its own files. */
const ALLOWED_PERMISSIONS = ['clipboard-sanitized-write'];

export function lockApp(app: Pick<App, 'commandLine' | 'enableSandbox'>): void {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
}

type LockableSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'setProxy'
  | 'webRequest'
  | 'on'
  | 'protocol'
>;

type Asked = Pick<OnBeforeRequestListenerDetails, 'url'> & Partial<Pick<OnBeforeRequestListenerDetails, 'resourceType'>>;

/** Refuses every request outside the app's own scheme, or what is allowed instead, and every permission but writing text to the clipboard. */
export async function lockSession(
  session: LockableSession,
  isAllowed: (asked: Asked) => boolean = ({ url }) => isOwnAddress(url),
): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(ALLOWED_PERMISSIONS.includes(permission)));
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details) }));
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL())) event.preventDefault();
  });
  for (const scheme of REFUSED_SCHEMES) session.protocol.handle(scheme, () => Response.error());
  await session.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY });
}

type LockableContents = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>;

/** The window shows one page for its whole life: no navigation, no other window, no embedded page. */
export function lockContents(contents: LockableContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Without `persist:` it lives in memory only. */
export function webPreferences(preload: string, development: boolean): WebPreferences {
  return { ...windowPreferences(development), preload, partition: 'stowage' };
}

/** Of every window. Written out in full, defaults too: a change of Electron's defaults changes nothing here. */
export function windowPreferences(development: boolean): WebPreferences {
  return {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: development,
  };
}

/** What the scheme may do; registered before the app is ready. */
export const SCHEME_PRIVILEGES = [{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }];
