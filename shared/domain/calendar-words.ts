/** Names of months and weekdays in English, French, Spanish, Russian (also in the genitive) and Portuguese, folded: lower case, no accents. */
const MONTH_NAMES: readonly string[] = [
  'january janvier enero январь января janeiro',
  'february fevrier febrero февраль февраля fevereiro',
  'march mars marzo март марта marco',
  'april avril abril апрель апреля',
  'may mai mayo май мая maio',
  'june juin junio июнь июня junho',
  'july juillet julio июль июля julho',
  'august aout agosto август августа',
  'september septembre septiembre setiembre сентябрь сентября setembro',
  'october octobre octubre октябрь октября outubro',
  'november novembre noviembre ноябрь ноября novembro',
  'december decembre diciembre декабрь декабря dezembro',
];

/** Short forms that are not the first three or four letters of a name. */
const MONTH_SHORT: readonly string[] = ['', '', '', '', '', '', 'juil', '', 'sept set', '', '', ''];

const WEEKDAY_NAMES: readonly string[] = [
  'monday lundi lunes понедельник segunda segunda-feira',
  'tuesday mardi martes вторник terca terca-feira',
  'wednesday mercredi miercoles среда quarta quarta-feira',
  'thursday jeudi jueves четверг quinta quinta-feira',
  'friday vendredi viernes пятница sexta sexta-feira',
  'saturday samedi sabado суббота',
  'sunday dimanche domingo воскресенье',
];
const WEEKDAY_SHORT: readonly string[] = [
  'mon lun пн пон seg',
  'tue tues mar вт втр ter',
  'wed mer mie ср qua',
  'thu thur thurs jeu jue чт чтв qui',
  'fri ven vie пт птн sex',
  'sat sam sab сб суб',
  'sun dim dom вс вск',
];

/** Lower case, without accents, without surrounding space and a closing full stop. `й` stays a letter of its own. */
export function foldWord(text: string): string {
  if (isAscii(text)) return withoutFullStop(text.trim().toLowerCase());
  return text
    .trim()
    .toLowerCase()
    .replaceAll('й', '\uE000')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('\uE000', 'й')
    .replace(/\.$/u, '');
}

/** Most words of a file; nothing in them needs to be taken apart. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function withoutFullStop(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function monthEntries(): [string, number][] {
  return MONTH_NAMES.flatMap((names, place) => {
    const long = words(names);
    const short = long.flatMap((name) => [name.slice(0, 3), name.slice(0, 4)]).filter((word) => word !== 'juil' && word !== 'jui');
    return [...short, ...words(MONTH_SHORT[place] ?? ''), ...long].map((name): [string, number] => [name, place + 1]);
  });
}

const MONTHS = new Map(monthEntries());
const WEEKDAYS = new Map(
  WEEKDAY_NAMES.flatMap((names, place) =>
    words(`${names} ${WEEKDAY_SHORT[place] ?? ''}`).map((name): [string, number] => [name, place + 1]),
  ),
);

/** 1–12 for the name of a month, whole or short, in any of the five languages; undefined for any other text. */
export function monthOfWord(text: string): number | undefined {
  return MONTHS.get(foldWord(text));
}

/** 1 (Monday) – 7 (Sunday) for the name of a weekday. */
export function weekdayOfWord(text: string): number | undefined {
  return WEEKDAYS.get(foldWord(text));
}
