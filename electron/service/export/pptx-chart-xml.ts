import type { Language } from '../../../shared/report/wording.ts';
import { FONT, INK, LOCALES } from './docx-styles.ts';
import type { ChartData, DataSeries } from './pptx-data.ts';
import { xmlText } from './zip-fixed.ts';

/** The sheet behind the chart, in which its figures are edited. */
export const DATA_SHEET = '1';

const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
/** Tell lines apart in black and white. */
const DASHES = ['solid', 'dash', 'sysDot', 'dashDot', 'sysDash', 'lgDashDot'];
const [CATEGORY_AXIS, VALUE_AXIS] = [111_111_111, 222_222_222];
/** With more categories than this only some are named. */
const MOST_NAMES = 24;

/** A chart part of a presentation in the order of elements of ECMA-376. Its figures stand in the workbook that `rId1` names. */
export function chartXml(data: ChartData, language: Language): string {
  const legend = data.series.length < 2 ? '' : `<c:legend><c:legendPos val="r"/><c:overlay val="0"/>${text(language, 12)}</c:legend>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace ${NAMESPACES}><c:date1904 val="0"/><c:lang val="${LOCALES[language]}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plotXml(data, language)}${axesXml(data, language)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>${text(language, 12)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}

function plotXml(data: ChartData, language: Language): string {
  const series = data.series.map((one, index) => seriesXml(data, one, index, language)).join('');
  const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
  if (data.kind === 'line')
    return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
  const [direction, grouping, gap, overlap] =
    data.kind === 'bars' ? ['bar', 'clustered', 40, ''] : ['col', 'stacked', 15, '<c:overlap val="100"/>'];
  return `<c:barChart><c:barDir val="${direction}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${series}<c:gapWidth val="${gap}"/>${overlap}${axes}</c:barChart>`;
}

function seriesXml(data: ChartData, series: DataSeries, index: number, language: Language): string {
  const last = data.categories.length + 1;
  const column = columnName(index + 1);
  const name = `<c:tx><c:strRef><c:f>'${DATA_SHEET}'!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xmlText(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;
  const names = data.categories.map((label, at) => `<c:pt idx="${at}"><c:v>${xmlText(label)}</c:v></c:pt>`).join('');
  const values = series.values.map((value, at) => (value === null ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('');
  const cat = `<c:cat><c:strRef><c:f>'${DATA_SHEET}'!$A$2:$A$${last}</c:f><c:strCache><c:ptCount val="${data.categories.length}"/>${names}</c:strCache></c:strRef></c:cat>`;
  const val = `<c:val><c:numRef><c:f>'${DATA_SHEET}'!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${data.categories.length}"/>${values}</c:numCache></c:numRef></c:val>`;
  const head = `<c:idx val="${index}"/><c:order val="${index}"/>${name}`;
  if (data.kind === 'line') return `<c:ser>${head}${lineLook(series, index, data)}${cat}${val}<c:smooth val="0"/></c:ser>`;
  const points = data.points.map((point, at) => pointXml(point, at)).join('');
  const labels = data.kind === 'bars' ? labelsXml(data, language) : '';
  return `<c:ser>${head}<c:spPr>${fill(series.colour, series.hatched)}</c:spPr><c:invertIfNegative val="0"/>${points}${labels}${cat}${val}</c:ser>`;
}

function lineLook({ colour, isBound }: DataSeries, index: number, { categories }: ChartData): string {
  const line = `<a:ln w="${isBound ? 9525 : 25400}" cap="rnd"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:prstDash val="${isBound ? 'sysDot' : DASHES[index % DASHES.length]}"/><a:round/></a:ln>`;
  const dots =
    isBound || categories.length > 30
      ? '<c:marker><c:symbol val="none"/></c:marker>'
      : `<c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>${fill(colour, false)}</c:spPr></c:marker>`;
  return `<c:spPr>${line}</c:spPr>${dots}`;
}

function pointXml({ colour, hatched }: ChartData['points'][number], at: number): string {
  return `<c:dPt><c:idx val="${at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${fill(colour, hatched)}</c:spPr></c:dPt>`;
}

function fill(colour: string, hatched: boolean): string {
  const solid = `<a:srgbClr val="${colour}"/>`;
  return hatched
    ? `<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="FFFFFF"/></a:fgClr><a:bgClr>${solid}</a:bgClr></a:pattFill>`
    : `<a:solidFill>${solid}</a:solidFill>`;
}

function labelsXml({ series, unit }: ChartData, language: Language): string {
  const whole = series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  const format = `${whole ? '#,##0' : '#,##0.0'}${unit === '%' ? '&quot;%&quot;' : ''}`;
  return `<c:dLbls><c:numFmt formatCode="${format}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${text(language, 12)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
}

function axesXml({ kind, categories }: ChartData, language: Language): string {
  const isBars = kind === 'bars';
  const [below, beside] = isBars ? ['l', 'b'] : ['b', 'l'];
  const step = categories.length > MOST_NAMES ? Math.ceil(categories.length / 12) : 1;
  const skip = step > 1 ? `<c:tickLblSkip val="${step}"/><c:tickMarkSkip val="${step}"/>` : '';
  const line = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="1B1F24"/></a:solidFill></a:ln></c:spPr>';
  const grid =
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9DEE4"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>';
  return `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${isBars ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${below}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${text(language, 12)}<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${skip}<c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="${isBars ? 1 : 0}"/><c:axPos val="${beside}"/>${isBars ? '' : grid}<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${text(language, 12)}<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`;
}

function text(language: Language, size: number): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr lang="${LOCALES[language]}" sz="${size * 100}" b="0"><a:solidFill><a:srgbClr val="${INK}"/></a:solidFill><a:latin typeface="${FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="${LOCALES[language]}"/></a:p></c:txPr>`;
}

/** 0 is A. */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnName(Math.floor(index / 26) - 1)}${last}`;
}
