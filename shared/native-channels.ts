/** Every channel between the preload and Electron's main process. The page itself sees none of them. */
export const CHANNELS = {
  port: 'stowage:port',
  pickFile: 'stowage:pick-file',
  pickFolder: 'stowage:pick-folder',
  recents: 'stowage:recents',
  reveal: 'stowage:reveal',
} as const;

/** On which a message port to the service comes back. */
export const PORT_ARRIVES = 'stowage:port-arrives';
