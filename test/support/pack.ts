import type { AnalysisResult } from '../../shared/analysis/run.ts';
import { draftComposition } from '../../shared/document/drafts/draft.ts';
import { makePaper } from '../../shared/document/make-paper.ts';
import type { Material, Scope } from '../../shared/document/material.ts';
import type { Paper } from '../../shared/document/paper.ts';
import type { Block, TableBlock } from '../../shared/report/block.ts';
import type { HeatChart, TimeChart } from '../../shared/report/chart.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import type { Language, Wording } from '../../shared/report/wording.ts';
import { madeUpCharts } from './charts.ts';

/** Invented analyses under the names of the real ones; figures and words are made up. */
export const MADE_UP_SCOPE: Scope = {
  filter: {
    all: [
      { facet: 'date', from: '2014', to: '2016' },
      { facet: 'mass', from: 0.5 },
    ],
  },
  n: 8412,
  of: 311_038,
  repeats: 1201,
  undated: 3,
  from: '2014-01-02',
  to: '2016-12-30',
  dataVersion: 7,
};

const PROSE: Record<Language, string> = {
  en: 'Counts are made for each case once, with the value as it was reported, and are not adjusted for differences between reporters.',
  fr: 'Chaque cas est compté une fois, avec la valeur telle qu’elle a été communiquée, sans ajustement pour les différences entre autorités.',
  ru: 'Каждый случай учитывается один раз со значением в том виде, в каком оно было представлено, без поправок на различия между органами.',
  es: 'Cada caso se cuenta una vez, con el valor tal como se notificó, y sin ajustes por las diferencias entre autoridades.',
};
const NAMES: Record<Language, Record<string, string>> = {
  en: { 'cases-by-month': 'Seizure cases over time', 'concealment-transport': 'Concealment by transport', coverage: 'Who reported what' },
  fr: {
    'cases-by-month': 'Cas de saisie au fil du temps',
    'concealment-transport': 'Dissimulation selon le transport',
    coverage: 'Qui a communiqué quoi',
  },
  ru: {
    'cases-by-month': 'Случаи изъятия во времени',
    'concealment-transport': 'Сокрытие по видам транспорта',
    coverage: 'Кто и что сообщил',
  },
  es: {
    'cases-by-month': 'Casos de incautación a lo largo del tiempo',
    'concealment-transport': 'Ocultación según el transporte',
    coverage: 'Quién notificó qué',
  },
};

/** The real wording, with invented texts for the analyses. */
export function madeUpWords(language: Language): Wording {
  const words = createWording(language);
  const invented = (key: string) => (key.endsWith('.title') ? (NAMES[language][key.split('.')[1] ?? ''] ?? key) : PROSE[language]);
  return { ...words, text: (key, values) => (key.startsWith('analyses.') ? invented(key) : words.text(key, values)) };
}

export function madeUpResults(language: Language): AnalysisResult[] {
  const { stacked, heat, bar } = madeUpCharts(language) as {
    stacked: TimeChart;
    heat: HeatChart;
    bar: Extract<ReturnType<typeof madeUpCharts>[string], { type: 'bar' }>;
  };
  const tables = [monthTable(stacked, language), crossTable(heat, language), barTable(bar, language)];
  return [stacked, heat, bar].map((chart, index): AnalysisResult => {
    const blocks: Block[] = [
      { kind: 'caveat', text: PROSE[language] },
      { kind: 'finding', text: `${chart.title}.`, n: 8412, of: 311_038 },
      { kind: 'chart', chart },
      tables[index] as TableBlock,
    ];
    return { analysis: Object.keys(NAMES.en)[index] ?? '', version: 1, settings: { top: 6 }, dataVersion: 7, blocks };
  });
}

function madeUpMaterial(language: Language): Material {
  return {
    scope: MADE_UP_SCOPE,
    sources: [{ source: 'Invented seizures, test layout', sha256: 'ab'.repeat(32), rows: 311_038 }],
    handling: 'invented',
    results: madeUpResults(language).map((result) => ({ asked: {}, result })),
    findings: [],
    recommendations: [],
  };
}

/** The profile as it is drafted from them. */
export function madeUpProfile(language: Language): Paper {
  return makePaper(draftComposition('profile', { findings: [], recommendations: [] }), madeUpMaterial(language), madeUpWords(language));
}

function monthTable(chart: TimeChart, language: Language): TableBlock {
  return {
    kind: 'table',
    title: NAMES[language]['cases-by-month'] ?? '',
    columns: [
      { key: 'month', label: { en: 'Month', fr: 'Mois', ru: 'Месяц', es: 'Mes' }[language] },
      { key: 'code', label: 'Code', code: true },
      { key: 'label', label: { en: 'Concealment', fr: 'Dissimulation', ru: 'Сокрытие', es: 'Ocultación' }[language] },
      { key: 'cases', label: { en: 'Cases', fr: 'Cas', ru: 'Случаи', es: 'Casos' }[language], numeric: true, decimals: 0 },
      { key: 'massKg', label: { en: 'Mass', fr: 'Masse', ru: 'Масса', es: 'Masa' }[language], unit: 'kg', numeric: true, decimals: 1 },
    ],
    rows: chart.periods.flatMap((period, index) =>
      chart.series.map((series) => [
        period.key,
        series.code,
        series.label,
        series.values[index] ?? null,
        (series.values[index] ?? 0) * 1.37,
      ]),
    ),
  };
}

function crossTable(chart: HeatChart, language: Language): TableBlock {
  const [, , label, cases, mass] = monthTable({ ...(madeUpCharts(language).stacked as TimeChart), periods: [] }, language).columns;
  return {
    kind: 'table',
    title: NAMES[language]['concealment-transport'] ?? '',
    columns: [
      { key: 'concealment', label: 'Code', code: true },
      { ...label, key: 'concealmentLabel', label: label?.label ?? '' },
      { key: 'transport', label: 'Code', code: true },
      { key: 'transportLabel', label: { en: 'Transport', fr: 'Transport', ru: 'Транспорт', es: 'Transporte' }[language] },
      { ...cases, key: 'cases', label: cases?.label ?? '' },
      { ...mass, key: 'massKg', label: mass?.label ?? '' },
    ],
    rows: chart.y.flatMap((y, row) =>
      chart.x.map((x, column) => [y.code, y.label, x.code, x.label, chart.values[row]?.[column] ?? null, null]),
    ),
  };
}

function barTable(chart: { bars: { code: string; label: string; value: number }[] }, language: Language): TableBlock {
  const label = { en: 'Transport', fr: 'Transport', ru: 'Транспорт', es: 'Transporte' }[language];
  const share = { en: 'Share not reported', fr: 'Part non communiquée', ru: 'Доля несообщённых сведений', es: 'Proporción no comunicada' }[
    language
  ];
  return {
    kind: 'table',
    title: NAMES[language].coverage ?? '',
    columns: [
      { key: 'code', label: 'Code', code: true },
      { key: 'label', label },
      { key: 'cases', label: { en: 'Cases', fr: 'Cas', ru: 'Случаи', es: 'Casos' }[language], numeric: true },
      { key: 'share', label: share, unit: '%', numeric: true, decimals: 1 },
    ],
    rows: chart.bars.map((bar) => [bar.code, bar.label, bar.value, bar.value / 1000]),
  };
}
