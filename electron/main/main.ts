import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { PORT_ARRIVES } from '../../shared/native-channels.ts';
import { SCHEME, START_PAGE } from './address.ts';
import { createPathGrants } from './grants.ts';
import { handleNative } from './ipc.ts';
import { lockApp, lockContents, lockSession, SCHEME_PRIVILEGES, webPreferences } from './lockdown.ts';
import { menuTemplate } from './menu.ts';
import { createNative } from './native.ts';
import { answerPage, readPages } from './pages.ts';
import { createPrinter, type DocumentPrinter, PRINT_PARTITION } from './printer.ts';
import { keepService } from './service-process.ts';
import { menuWords } from './words.ts';

/** Entry of Electron's main process: only wiring. Built files stand side by side in one folder. */
const out = import.meta.dirname;

if (process.env.STOWAGE_USER_DATA) app.setPath('userData', process.env.STOWAGE_USER_DATA);
lockApp(app);
protocol.registerSchemesAsPrivileged(SCHEME_PRIVILEGES);

const grants = createPathGrants((token, path) => service.grant(token, path));
const service = keepService({
  maker: { fork: (entry, args, options) => utilityProcess.fork(entry, args, options), createChannel: () => new MessageChannelMain() },
  serviceEntry: join(out, 'service.mjs'),
  parserEntry: join(out, 'parser.mjs'),
  grants: grants.all,
  onOpened: (folder) => native?.remember(folder, new Date()),
  printer: () =>
    (printer ??= createPrinter({ makeWindow: (options) => new BrowserWindow(options), session: session.fromPartition(PRINT_PARTITION) })),
});
let native: ReturnType<typeof createNative> | undefined;
let printer: Promise<DocumentPrinter> | undefined;
/** The one a person sees; pages that are printed have hidden ones. */
let main: BrowserWindow | undefined;

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: webPreferences(join(out, 'preload.cjs'), !app.isPackaged),
  });
  window.once('ready-to-show', () => window.show());
  window.once('closed', () => void printer?.then((one) => one.stopAll()));
  void window.loadURL(START_PAGE);
  return window;
}

async function start(): Promise<void> {
  const own = session.fromPartition('stowage');
  await Promise.all([lockSession(own), lockSession(session.defaultSession)]);
  const pages = readPages(join(out, 'renderer'));
  own.protocol.handle(SCHEME, (request) => answerPage(pages, request));

  const words = menuWords(app.getPreferredSystemLanguages());
  const lock = () => void service.lock();
  native = createNative({ dialog, shell, grants, words, userData: app.getPath('userData') });
  handleNative(ipcMain, native, (frame) => frame.postMessage(PORT_ARRIVES, null, [service.connect()]));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, { lock }, process.platform)));
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('shutdown', lock);
  main = openWindow();
}

app.on('web-contents-created', (_event, contents) => lockContents(contents));
app.on('second-instance', () => {
  if (!main || main.isDestroyed()) return;
  if (main.isMinimized()) main.restore();
  main.focus();
});
app.on('window-all-closed', () => void service.lock().then(() => app.quit()));

if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();
