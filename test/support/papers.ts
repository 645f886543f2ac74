import type { Paper, PaperBlock, Run } from '../../shared/document/paper.ts';
import type { TableBlock } from '../../shared/report/block.ts';
import { documentTable } from '../../shared/report/document-table.ts';
import type { Language } from '../../shared/report/wording.ts';
import { madeUpCharts } from './charts.ts';
import { madeUpProfile, madeUpResults, madeUpWords } from './pack.ts';

/** Invented documents in the form that every format renders; figures and words are made up. */

const SENTENCES: Record<Language, { title: string; text: string; points: string[]; note: string; box: string; spoken: string }> = {
  en: {
    title: 'Trends in concealment',
    text: 'The working group held one meeting on 3 July and made the following observations:',
    points: ['Concealment in freight was observed more often;', 'Coordination between agencies was described as key.'],
    note: 'An invented footnote.',
    box: 'How the figures were made',
    spoken: 'The number of cases is shown.\nSource: invented sample, version 7 of the data.',
  },
  fr: {
    title: 'Tendances en matière de dissimulation',
    text: 'Le groupe de travail a tenu une réunion le 3 juillet et a formulé les observations suivantes :',
    points: ['La dissimulation dans le fret a été observée plus souvent ;', 'La coordination entre les services a été jugée essentielle.'],
    note: 'Une note de bas de page fictive.',
    box: 'Comment les chiffres ont été établis',
    spoken: 'Le nombre de cas est indiqué.\nSource : échantillon fictif, version 7 des données.',
  },
  ru: {
    title: 'Тенденции в области сокрытия',
    text: 'Рабочая группа провела одно заседание 3 июля и сделала следующие замечания:',
    points: ['сокрытие в грузах наблюдалось чаще;', 'координация между ведомствами была названа ключевой.'],
    note: 'Вымышленная сноска.',
    box: 'Как получены показатели',
    spoken: 'Показано число случаев.\nИсточник: вымышленная выборка, версия данных 7.',
  },
  es: {
    title: 'Tendencias de la ocultación',
    text: 'El grupo de trabajo celebró una sesión el 3 de julio y formuló las siguientes observaciones:',
    points: ['La ocultación en la carga se observó con más frecuencia;', 'La coordinación entre organismos se consideró esencial.'],
    note: 'Una nota ficticia.',
    box: 'Cómo se elaboraron las cifras',
    spoken: 'Se muestra el número de casos.\nFuente: muestra ficticia, versión 7 de los datos.',
  },
};

export function madeUpPaper(language: Language, more: Partial<Paper> = {}): Paper {
  const words = madeUpWords(language);
  const profile = madeUpProfile(language);
  return {
    template: 'trend-brief',
    language,
    title: SENTENCES[language].title,
    description: profile.description,
    draft: profile.draft,
    handling: profile.handling,
    masthead: null,
    jobNumber: '',
    pageNumbers: 'words',
    blocks: [
      { kind: 'heading', level: 1, text: runs(words.text('report.heading.findings')) },
      observations(language, 1),
      ...figures(language),
      { kind: 'heading', level: 1, text: runs(words.text('report.heading.method')) },
      {
        kind: 'box',
        title: SENTENCES[language].box,
        paragraphs: [runs(words.text('report.method.seizures')), runs(words.text('report.method.counts'))],
      },
      { kind: 'form', rows: [{ label: SENTENCES[language].title, value: runs(SENTENCES[language].points[0] ?? '') }] },
    ],
    slides: [],
    tables: profile.tables,
    ...more,
  };
}

export function madeUpReport(language: Language): Paper {
  const meeting = {
    en: 'First Invented Meeting, Europe',
    fr: 'Première Réunion fictive, Europe',
    ru: 'Первое вымышленное совещание, Европа',
    es: 'Primera Reunión Ficticia, Europa',
  };
  const words = madeUpWords(language);
  return madeUpPaper(language, {
    template: 'working-group-report',
    masthead: {
      symbol: 'INVENTED/1/L.1',
      date: words.date('2019-07-04'),
      original: [
        {
          text: { en: 'Original: English', fr: 'Original : anglais', ru: 'Original: English', es: 'Original: inglés' }[language],
          ...(language === 'ru' ? { language: 'en' as const } : {}),
          footnote: SENTENCES[language].note,
        },
      ],
      meeting: meeting[language],
      placeAndDates: `Lisbon, ${words.date('2019-07-04')}`,
      kind: words.text('report.draft'),
      rapporteur: 'A. B. (–)',
      agendaItem: SENTENCES[language].title,
      issue: SENTENCES[language].box,
    },
    jobNumber: 'V.00-00001',
    pageNumbers: 'figures',
    blocks: Array.from({ length: 9 }, (_, index) => observations(language, index + 1)),
    tables: [],
  });
}

export function madeUpSlides(language: Language): Paper {
  const { spoken, text, points, title } = SENTENCES[language];
  const charts = figures(language);
  return madeUpPaper(language, {
    template: 'slides',
    blocks: [],
    slides: [
      { title, blocks: [observations(language, null), { kind: 'note', text }], notes: spoken },
      ...charts.map((block) => ({ title: points[0] ?? '', blocks: [{ kind: 'note' as const, text }, block], notes: spoken })),
    ],
  });
}

function observations(language: Language, number: number | null): PaperBlock {
  const { text, points, note } = SENTENCES[language];
  return {
    kind: 'paragraph',
    number,
    text: [{ text, ...(number === 1 ? { footnote: note } : {}) }],
    points: points.map((point, index) => ({ label: `${language === 'en' ? '(' : ''}${'ab'[index]})`, text: runs(point) })),
  };
}

/** A picture of each kind and the tables beside three of them. */
function figures(language: Language): PaperBlock[] {
  const words = madeUpWords(language);
  const tables = madeUpResults(language).flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  const charts = Object.values(madeUpCharts(language)).map(
    (chart, index): PaperBlock => ({
      kind: 'chart',
      caption: words.text('report.caption.figure', { number: index + 1, title: chart.title }),
      subtitle: chart.subtitle,
      chart,
    }),
  );
  return [...charts, ...tables.map((table, index) => tableOf(table, index, language))];
}

function tableOf(table: TableBlock, index: number, language: Language): PaperBlock {
  const words = madeUpWords(language);
  const short = documentTable(table, undefined, `${index + 1}`, words);
  return { kind: 'table', caption: words.text('report.caption.table', { number: index + 1, title: table.title }), table: short };
}

function runs(text: string): Run[] {
  return [{ text }];
}
