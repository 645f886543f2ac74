import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

const SCALE = 2.5;
const FACES = ['400Regular/NotoSans_400Regular.ttf', '600SemiBold/NotoSans_600SemiBold.ttf'];

/** The bundled faces the charts are set in, found as modules are so that it works from source and when packaged. */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return FACES.map((face) => resolve(`@expo-google-fonts/noto-sans/${face}`));
}

/**
 * Draws an SVG at print resolution (240 dots an inch at 96 pixels an inch), with no other font than the bundled ones and in
 * a thread of its own, so that the service keeps answering.
 */
export async function chartPng(svg: string): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Noto Sans' },
  });
  return image.asPng();
}
