import type { BarChart, Chart, HeatChart, TimeChart } from '../../shared/report/chart.ts';
import type { Language } from '../../shared/report/wording.ts';

/** Invented figures and names: long ones, as they occur in each language, to see what wraps. */
const TEXT: Record<
  Language,
  {
    title: string;
    subtitle: string;
    source: string;
    transport: string[];
    concealment: string[];
    missing: string;
    rule: string;
    month: string[];
  }
> = {
  en: {
    title: 'Concealment in freight rose from one case in nine to one case in five between 2014 and 2016, while body concealment fell',
    subtitle: 'Seizure cases per month by concealment method, n = 311,038, January 2011 – December 2016',
    source: 'Source: invented sample, data version 1. Method: cases-by-month 1. Exact repeats included (14.2%).',
    transport: [
      'Commercial aircraft',
      'Mail and express',
      'Passenger car',
      'Commercial lorry',
      'Container vessel',
      'Yacht or small craft',
      'On foot',
      'Rail',
      'Storage or premises',
      'Not reported',
    ],
    concealment: [
      'In or on the body',
      'Personal luggage',
      'Freight and cargo',
      'Structure of a conveyance',
      'Mail and parcels',
      'Chemically transformed into another product',
      'Premises and land',
      'None stated',
    ],
    missing: 'Not reported',
    rule: 'New reporting threshold',
    month: ['January', 'February', 'March', 'April'],
  },
  fr: {
    title:
      'La dissimulation dans le fret est passée d’un cas sur neuf à un cas sur cinq entre 2014 et 2016, tandis que celle sur le corps a reculé',
    subtitle: 'Cas de saisie par mois selon le mode de dissimulation, n = 311 038, janvier 2011 – décembre 2016',
    source: 'Source : échantillon fictif, version 1 des données. Méthode : cas par mois, version 1. Doublons exacts inclus (14,2 %).',
    transport: [
      'Avion commercial',
      'Courrier et envois express',
      'Voiture particulière',
      'Camion commercial',
      'Porte-conteneurs',
      'Navire de plaisance ou petite embarcation',
      'À pied',
      'Chemin de fer',
      'Entrepôt ou locaux',
      'Non communiqué',
    ],
    concealment: [
      'Dans ou sur le corps',
      'Bagages personnels',
      'Fret et marchandises',
      'Structure d’un moyen de transport',
      'Courrier et colis',
      'Transformation chimique dans un autre produit',
      'Locaux et terrains',
      'Aucune indication',
    ],
    missing: 'Non communiqué',
    rule: 'Nouveau seuil de déclaration',
    month: ['janvier', 'février', 'mars', 'avril'],
  },
  ru: {
    title:
      'Доля сокрытия в грузах выросла с одного случая из девяти до одного случая из пяти в период с 2014 по 2016 год, а сокрытие на теле сократилось',
    subtitle: 'Случаи изъятия по месяцам и способам сокрытия, n = 311 038, январь 2011 года – декабрь 2016 года',
    source: 'Источник: вымышленная выборка, версия данных 1. Метод: случаи по месяцам, версия 1. Точные повторы включены (14,2 %).',
    transport: [
      'Коммерческое воздушное судно',
      'Почтовые и экспресс-отправления',
      'Легковой автомобиль',
      'Грузовой автомобиль',
      'Контейнеровоз',
      'Яхта или маломерное судно',
      'Пешком',
      'Железнодорожный транспорт',
      'Складские или иные помещения',
      'Сведения не представлены',
    ],
    concealment: [
      'В теле или на теле',
      'Личный багаж',
      'Грузы и товары',
      'Конструкция транспортного средства',
      'Почта и посылки',
      'Химическое преобразование в иной продукт',
      'Помещения и земельные участки',
      'Способ не указан',
    ],
    missing: 'Сведения не представлены',
    rule: 'Новый порог отчётности',
    month: ['январь', 'февраль', 'март', 'апрель'],
  },
  es: {
    title:
      'La ocultación en mercancías pasó de uno de cada nueve casos a uno de cada cinco entre 2014 y 2016, mientras que la corporal disminuyó',
    subtitle: 'Casos de incautación por mes según el método de ocultación, n = 311 038, enero de 2011 – diciembre de 2016',
    source: 'Fuente: muestra inventada, versión 1 de los datos. Método: casos por mes, versión 1. Repeticiones exactas incluidas (14,2%).',
    transport: [
      'Aeronave comercial',
      'Correo y envíos urgentes',
      'Automóvil particular',
      'Camión comercial',
      'Buque portacontenedores',
      'Yate o embarcación menor',
      'A pie',
      'Ferrocarril',
      'Almacén o locales',
      'No comunicado',
    ],
    concealment: [
      'En el cuerpo o sobre él',
      'Equipaje personal',
      'Carga y mercancías',
      'Estructura del medio de transporte',
      'Correo y paquetes',
      'Transformación química en otro producto',
      'Locales y terrenos',
      'Ninguno indicado',
    ],
    missing: 'No comunicado',
    rule: 'Nuevo umbral de notificación',
    month: ['enero', 'febrero', 'marzo', 'abril'],
  },
};

const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d31', '#b0b6bd'];

/** One chart of each kind in a language, and some awkward ones. */
export function madeUpCharts(language: Language): Record<string, Chart> {
  const stacked = months(language, 'stacked', 72);
  return {
    stacked,
    line: { ...months(language, 'line', 72), series: stacked.series.slice(0, 5).map(withGap) },
    short: { ...months(language, 'line', 4), series: months(language, 'line', 4).series.slice(0, 1) },
    bar: bars(language),
    heat: heat(language, 10),
    narrow: heat(language, 4),
  };
}

function frame(language: Language) {
  const { title, subtitle, source } = TEXT[language];
  return { title, subtitle, source, alt: `${title}.` };
}

function withGap(series: TimeChart['series'][number]): TimeChart['series'][number] {
  return { ...series, values: series.values.map((value, index) => (index === 20 || index === 22 ? null : value)) };
}

function months(language: Language, type: 'line' | 'stacked', count: number): TimeChart {
  const text = TEXT[language];
  const keys = Array.from({ length: count }, (_, index) => `${2011 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
  return {
    ...frame(language),
    type,
    unit: '',
    periods: keys.map((key, index) => ({ key, label: text.month[index % 4] ?? key })),
    series: text.concealment
      .slice(0, 7)
      .concat(text.missing)
      .map((label, order) => ({
        code: order === 7 ? 'C0.2' : `C${order + 1}`,
        label,
        colour: COLOURS[order] ?? '#000000',
        values: keys.map((_, index) =>
          Math.round(900 / (order + 1) + 140 * Math.sin(index / 5 + order) + index * (order === 2 ? 6 : 1) + 150),
        ),
      })),
    incomplete: keys.slice(count > 40 ? -3 : -1),
    rules: count > 40 ? [{ key: keys[40] ?? '', label: text.rule }] : [],
  };
}

function bars(language: Language): BarChart {
  const { transport } = TEXT[language];
  return {
    ...frame(language),
    type: 'bar',
    unit: '',
    bars: transport.map((label, order) => ({
      code: order === 9 ? 'T0.2' : `T${order + 1}`,
      label,
      colour: order === 9 ? '#b0b6bd' : '#0072b2',
      value: Math.round(98_431 / (order + 1) ** 1.6),
      hatched: order === 9,
    })),
  };
}

function heat(language: Language, columns: number): HeatChart {
  const { transport, concealment } = TEXT[language];
  const y = concealment.map((label, order) => ({ code: `C${order + 1}`, label, hatched: order === 7 }));
  const x = transport.slice(-columns).map((label, order) => ({ code: `T${order + 1}`, label, hatched: order === columns - 1 }));
  return {
    ...frame(language),
    type: 'heat',
    unit: '',
    x,
    y,
    values: y.map((_, row) => x.map((__, column) => Math.floor(31_204 / ((row * 3 + column * 2) ** 2 + 1)))),
  };
}
