import { strFromU8, strToU8, type Unzipped } from 'fflate';
import writeExcelFile, { type Row } from 'write-excel-file/node';
import type { Paper } from '../../../shared/document/paper.ts';
import { LOCALES } from './docx-styles.ts';
import { chartXml, DATA_SHEET } from './pptx-chart-xml.ts';
import type { ChartData } from './pptx-data.ts';
import { soundFonts } from './xlsx.ts';
import { fixedPackage } from './zip-fixed.ts';

interface Told extends Pick<Paper, 'language' | 'title'> {
  charts: { data: ChartData; workbook: Uint8Array<ArrayBuffer> }[];
}

const CHART = /chart(\d+)\.xml|Microsoft_Excel_Worksheet(\d+)\.xlsx/g;

/** The figures of a native chart: names in the first column, a series in each of the others. */
export async function dataWorkbook(
  { categories, series }: ChartData,
  { title, language }: Pick<Paper, 'title' | 'language'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = (value: string) => ({ value: xmlFree(value), type: String });
  const rows: Row[] = [
    [null, ...series.map(({ name }) => text(name))],
    ...categories.map(
      (label, at): Row => [
        text(label),
        ...series.map(({ values }) => {
          const value = values[at] ?? null;
          return value === null ? null : { value, type: Number };
        }),
      ],
    ),
  ];
  const bytes = await writeExcelFile([{ sheet: DATA_SHEET, data: rows }], { fontFamily: 'Arial', fontSize: 10 }).toBuffer();
  return fixedPackage(bytes, { title, language }, soundFonts);
}

function xmlFree(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/**
 * Makes the presentation depend on its slides alone: charts numbered from 1 with their own figures and drawing, one language, notes in
 * paragraphs, one number for each shape, and no words of the tool's masters.
 */
export function soundPresentation(parts: Unzipped, told: Told): void {
  renumberCharts(parts);
  for (const [index, { data, workbook }] of told.charts.entries()) {
    parts[`ppt/charts/chart${index + 1}.xml`] = strToU8(chartXml(data, told.language));
    parts[`ppt/embeddings/Microsoft_Excel_Worksheet${index + 1}.xlsx`] = workbook;
  }
  for (const name of Object.keys(parts)) {
    const part = parts[name];
    if (part && /^ppt\/.*\.xml$/.test(name) && !name.startsWith('ppt/charts/chart'))
      parts[name] = strToU8(soundPart(name, strFromU8(part), told));
  }
}

function soundPart(name: string, xml: string, { language }: Told): string {
  const worded = xml.replaceAll('en-US', LOCALES[language]).replaceAll(` altLang="${LOCALES[language]}"`, '');
  if (name === 'ppt/presentation.xml') return notesMasterFirst(worded);
  if (/Master\d*\.xml$/.test(name)) return worded.replace(/<a:t>[^<]*<\/a:t>/g, (text) => (/‹#›/.test(text) ? text : '<a:t></a:t>'));
  if (name.startsWith('ppt/notesSlides/')) return numberedShapes(notesInParagraphs(worded));
  if (name.startsWith('ppt/slideLayouts/')) return numberedShapes(worded.replace(/<a:t>\d+<\/a:t>(?=<\/a:fld>)/g, '<a:t>‹#›</a:t>'));
  return name.startsWith('ppt/slides/') ? numberedShapes(lookFirst(worded)) : worded;
}

/** The master of notes is named right after that of slides. */
function notesMasterFirst(xml: string): string {
  const [list = ''] = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml) ?? [];
  return xml.replace(list, '').replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${list}`);
}

/** A line of the notes is a paragraph. */
function notesInParagraphs(xml: string): string {
  return xml.replace(
    /<a:p><a:r>(<a:rPr[^>]*\/>)<a:t>([^<]*\n[^<]*)<\/a:t><\/a:r>(<a:endParaRPr[^>]*\/>)<\/a:p>/g,
    (_, look: string, text: string, end: string) =>
      text
        .split(/\r?\n/)
        .map((line) => `<a:p><a:r>${look}<a:t>${line}</a:t></a:r>${end}</a:p>`)
        .join(''),
  );
}

/** A paragraph says how it looks once, before its runs. */
function lookFirst(xml: string): string {
  return xml.replace(/<a:p>.*?<\/a:p>/gs, (paragraph) => {
    let seen = 0;
    return paragraph.replace(/<a:pPr\b[^>]*?(?:\/>|>.*?<\/a:pPr>)/gs, (look) => {
      seen += 1;
      return seen === 1 ? look : '';
    });
  });
}

/** Numbers of shapes are unlike on a slide, and no shape is named by the tool. A table is described by its name, which is its caption. */
function numberedShapes(xml: string): string {
  let last = 0;
  return xml
    .replace(/<p:cNvPr id="\d+" name="((?:[A-Z][a-z]+ )+\d+)?/g, (head: string, named?: string) => {
      last += 1;
      return `<p:cNvPr id="${last}" name="${named ? last : head.replace(/^.*name="/, '')}`;
    })
    .replace(
      /(<p:cNvPr id="\d+" name="([^"]*)")\/>(?=\s*<p:cNvGraphicFramePr>)/g,
      (_, head: string, caption: string) => `${head} descr="${caption}"/>`,
    );
}

/** The writer counts its charts over the life of the process. */
function renumberCharts(parts: Unzipped): void {
  const numbers = Object.keys(parts)
    .flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const place = (text: string) =>
    text.replace(CHART, (whole, chart?: string, sheet?: string) => {
      const at = numbers.indexOf(Number(chart ?? sheet)) + 1;
      return at > 0 ? whole.replace(/\d+/, String(at)) : whole;
    });
  for (const [name, part] of Object.entries(parts)) {
    const bytes = /\.(xml|rels)$/.test(name) ? strToU8(place(strFromU8(part))) : part;
    delete parts[name];
    parts[place(name)] = bytes;
  }
}
