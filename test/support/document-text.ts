import { strFromU8, unzipSync } from 'fflate';
import { renderPaper } from '../../electron/service/export/render-paper.ts';
import type { Paper } from '../../shared/document/paper.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { partsOf, textOf, unescaped } from './office-files.ts';

/** Everything a person can read or hear in the Office files of a paper, by format: text, margins, notes, descriptions, charts. */
export async function documentTexts(paper: Paper): Promise<Map<string, string>> {
  const files = await renderPaper(paper, createWording(paper.language));
  const office = files.filter(({ extension }) => extension === 'docx' || extension === 'pptx' || extension === 'xlsx');
  return new Map(office.map(({ extension, bytes }) => [extension, allText(partsOf(bytes))]));
}

/** Numbers that stand as numbers in the Office files of a paper: cells of workbooks, points of native charts and of the workbooks behind them. */
export async function documentNumbers(paper: Paper): Promise<number[]> {
  const files = await renderPaper(paper, createWording(paper.language));
  return files.flatMap(({ extension, bytes }) => (extension === 'xlsx' || extension === 'pptx' ? numbersIn(bytes) : []));
}

function numbersIn(bytes: Uint8Array): number[] {
  return Object.entries(unzipSync(bytes)).flatMap(([name, part]) => {
    if (name.endsWith('.xlsx')) return numbersIn(part);
    const xml = strFromU8(part);
    if (/^xl\/worksheets\/sheet\d+\.xml$/.test(name))
      return [...xml.matchAll(/<c r="[A-Z]+\d+"([^>]*)><v>([^<]*)<\/v>/g)].flatMap(([, more, value]) =>
        more?.includes('t="s"') ? [] : [Number(value)],
      );
    if (!/^ppt\/charts\/chart\d+\.xml$/.test(name)) return [];
    return (xml.match(/<c:val>.*?<\/c:val>/gs) ?? []).flatMap((values) => contentsOf(values, 'c:v').map(Number));
  });
}

const READ = [/^word\/(document|header\d+|footer\d+|footnotes)\.xml$/, /^ppt\/(slides|notesSlides|slideLayouts)\/[^/]+\.xml$/];

function allText(parts: Record<string, string>): string {
  const texts = Object.entries(parts).flatMap(([name, xml]) => {
    if (READ.some((pattern) => pattern.test(name))) return [textOf(xml), ...attributes(xml)];
    if (/^ppt\/charts\/chart\d+\.xml$/.test(name)) return contentsOf(xml, 'c:v');
    if (name === 'xl/sharedStrings.xml') return contentsOf(xml, 't');
    if (name === 'xl/workbook.xml') return [...xml.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, sheet]) => unescaped(sheet ?? ''));
    return name === 'docProps/core.xml' ? contentsOf(xml, 'dc:title') : [];
  });
  return texts.join('\n');
}

function attributes(xml: string): string[] {
  return [...xml.matchAll(/ (?:descr|title)="([^"]*)"/g)].map(([, text]) => unescaped(text ?? ''));
}

function contentsOf(xml: string, tag: string): string[] {
  return [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => unescaped(text ?? ''));
}

/** The figures of a text as numbers, written as the language writes them; hashes are no figures. */
export function figuresIn(text: string, language: Paper['language']): number[] {
  const plain = text.replace(/\b[0-9a-f]{64}\b/g, '');
  const [group, mark] = language === 'en' ? [',', '\\.'] : ['\u00a0', ','];
  const figure = new RegExp(`\\d{1,3}(?:${group}\\d{3})+(?:${mark}\\d+)?(?!\\d)|\\d+(?:${mark}\\d+)?`, 'g');
  return (plain.match(figure) ?? []).map((one) => Number(one.replaceAll(group, '').replace(',', '.')));
}
