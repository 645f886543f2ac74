import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, PORT_MESSAGE } from '../../shared/native.ts';
import { CHANNELS, PORT_ARRIVES } from '../../shared/native-channels.ts';

/** Passes one message port and five named calls; the page never sees ipcRenderer. */
const bridge: Bridge = {
  port: () => ipcRenderer.invoke(CHANNELS.port),
  pickFile: (kind) => ipcRenderer.invoke(CHANNELS.pickFile, kind),
  pickFolder: (kind) => ipcRenderer.invoke(CHANNELS.pickFolder, kind),
  recents: () => ipcRenderer.invoke(CHANNELS.recents),
  revealFolder: (token) => ipcRenderer.invoke(CHANNELS.reveal, token),
};

ipcRenderer.on(PORT_ARRIVES, (event) => {
  const [port] = event.ports;
  if (port) window.postMessage(PORT_MESSAGE, window.location.origin, [port]);
});
contextBridge.exposeInMainWorld('stowage', bridge);
