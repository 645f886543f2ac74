import { closeSync, openSync, writeSync } from 'node:fs';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';

/*
 * A large file in nobody's layout: Spanish headers under a banner, days before months (which only the last fifth of the rows proves),
 * decimal commas, three units, and a row of totals at the end. Everything in it is made up.
 */
const HEADERS = [
  'Nº de acta',
  'Fecha del hecho',
  'País',
  'Provincia',
  'Localidad',
  'Sustancia',
  'Cantidad incautada',
  'Unidad de medida',
  'Medio de transporte',
  'Tipo de ocultamiento',
  'País de destino',
  'Observaciones',
];
const COUNTRIES = ['España', 'Portugal', 'Francia', 'Ecuador', 'Colombia', 'Brasil', 'Panamá', 'Italia'];
const DRUGS = ['cocaína', 'heroína', 'marihuana', 'hachís', 'anfetamina', 'metanfetamina', 'éxtasis'];
const UNITS = ['kilogramos', 'kilogramos', 'gramos', 'comprimidos'];
const TRANSPORT = ['barco', 'camión', 'avión', 'automóvil', ''];
const CONCEALMENT = ['equipaje', 'en el cuerpo', '', '', ''];
const REMARKS = ['', '', '', 'control ordinario', 'aviso previo; con perro'];
const ROWS_AT_ONCE = 5000;
const OPEN_SHARE = 0.8;

/** The same rows and seed write the same file. */
export function writeMadeUpFile(path: string, rows: number, seed = 7): void {
  const random = createRandom(seed);
  const file = openSync(path, 'w');
  try {
    writeSync(file, `Registro de actas inventado;;;;;;;;;;;\n${HEADERS.join(';')}\n`);
    for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, rows - first);
      writeSync(file, Array.from({ length: count }, (_, at) => rowOf(first + at, (first + at) / rows < OPEN_SHARE, random)).join(''));
    }
    writeSync(file, `Total;;;;;;${rows},5;;;;;\n`);
  } finally {
    closeSync(file);
  }
}

function rowOf(row: number, open: boolean, random: Random): string {
  const pick = (words: string[]): string => words[random.below(words.length)] as string;
  const day = two(1 + random.below(open ? 12 : 28));
  const date = `${day}/${two(1 + random.below(12))}/${2010 + random.below(14)}`;
  const place = random.below(4000);
  const amount = random.logNormal(2, 2.5).toFixed(3).replace('.', ',');
  const remark = pick(REMARKS);
  return `${[
    `A-${row + 1}`,
    date,
    pick(COUNTRIES),
    `Provincia ${place % 60}`,
    `Localidad ${place}`,
    pick(DRUGS),
    amount,
    pick(UNITS),
    pick(TRANSPORT),
    pick(CONCEALMENT),
    pick(COUNTRIES),
    remark.includes(';') ? `"${remark}"` : remark,
  ].join(';')}\n`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
