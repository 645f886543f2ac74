import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportService, openImportService } from '../support/import-service.ts';

/** Every table here is made up; what is expected follows by hand from its cells. */
let service: ImportService;

beforeAll(async () => {
  service = await openImportService();
});

afterAll(async () => {
  await service.close();
});

const fileOf = (text: string) => ({ kind: 'bytes', fileName: 'table.csv', bytes: Buffer.from(text) }) as const;

/** Cases and kilograms by country and drug, as SQL adds them up. */
const sums = () =>
  service.ask(
    'SELECT country, drug_text, sum(events), sum(kg), count(*) FROM drug_line GROUP BY country, drug_text ORDER BY country, drug_text',
  );

async function imported(text: string, decisions: Record<string, string> = {}): Promise<unknown[][]> {
  await service.run(fileOf(text), { decisions });
  const records = service.records();
  const [found, id] = [sums(), Number(records[0]?.import)];
  expect(await service.rerun(id)).toMatchObject({ records: records.length, unchanged: records.length, changed: 0, added: 0, removed: 0 });
  await service.undo(id);
  return found;
}

const long = [
  'Country,Year,Drug,Indicator,Value',
  'France,2019,Cocaine,Number of seizures,"1,100"',
  'France,2019,Cocaine,Quantity seized (kg),"1,050.5"',
  'France,2019,Cocaine,Number of persons arrested,30',
  'France,2019,Heroin,Number of seizures,7',
  'France,2019,Heroin,Quantity seized (g),500',
  'Spain,2019,Cocaine,Number of seizures,200',
  'Spain,2019,Cocaine,Quantity seized (kg),70.25',
  'Spain,2019,Cocaine,Value (USD),40',
  'Total,,,,350',
  '',
].join('\n');

describe('a long table that names its measures in a column', () => {
  it('gives cases and amounts apart, each in its unit, and leaves out what is neither', async () => {
    expect(await imported(long)).toEqual([
      ['["ESP"]', 'Cocaine', 200, 70.25, 2],
      ['["FRA"]', 'Cocaine', 1100, 1050.5, 2],
      ['["FRA"]', 'Heroin', 7, 0.5, 2],
    ]);
    const report = await service.run(fileOf(long), { dryRun: true });
    expect(report).toMatchObject({ events: 1307, unmapped: [] });
    expect(report.leftOut).toEqual(
      expect.arrayContaining([
        { kind: 'other-measure', rows: 2 },
        { kind: 'totals', rows: 1 },
      ]),
    );
  });

  it('is told with its evidence, and read row by row where the analyst says so', async () => {
    const found = await service.understand(fileOf(long));
    expect(found.questions).toEqual([]);
    expect(found.notes.find(({ code }) => code === 'measures-read')?.values).toEqual({
      header: 'Indicator',
      value: 'Value',
      events: 'Number of seizures',
      amounts: 'Quantity seized (kg), Quantity seized (g)',
    });
    expect(found.rows.filter(({ part }) => part === 'other-measure').map(({ row }) => row)).toEqual([3, 8]);
    const alike = await service.understand(fileOf(long), { decisions: { measures: 'rows' } });
    expect([alike.records, alike.recipe.table.measures]).toEqual([8, undefined]);
  });

  it.each([
    [
      'French',
      'Pays;Année;Drogue;Mesure;Valeur',
      'France;2019;Cocaïne',
      'Nombre de saisies',
      'Quantité saisie (kg)',
      'Personnes interpellées',
    ],
    [
      'Spanish',
      'País;Año;Droga;Indicador;Valor',
      'Francia;2019;Cocaína',
      'Número de incautaciones',
      'Cantidad incautada (kg)',
      'Detenidos',
    ],
    ['Russian', 'Страна;Год;Наркотик;Показатель;Значение', 'Франция;2019;Кокаин', 'Число изъятий', 'Изъято, кг', 'Задержано лиц'],
  ])('is understood in %s', async (_language, header, labels, cases, amount, other) => {
    const rows = [
      `${labels};${cases};120`,
      `${labels};${amount};50,5`,
      `${labels};${other};30`,
      `${labels};${cases};3`,
      `${labels};${amount};0,25`,
    ];
    const [found, ...others] = await imported(`${[header, ...rows].join('\n')}\n`);
    expect([found?.[0], found?.[2], found?.[3], others]).toEqual(['["FRA"]', 123, 50.75, []]);
  });

  it('is read by its recipe on the next file, and a measure that is new there is left out and told', async () => {
    const { recipe } = await service.understand(fileOf(long));
    const next = `${long.split('\n')[0]}\nItaly,2020,Cocaine,Number of seizures,5\nItaly,2020,Cocaine,Quantity seized (kg),2.5\nItaly,2020,Cocaine,Laboratories,1\n`;
    const report = await service.run(fileOf(next), { recipe });
    expect(sums()).toEqual([['["ITA"]', 'Cocaine', 5, 2.5, 2]]);
    expect(report.leftOut).toEqual([{ kind: 'other-measure', rows: 1 }]);
    await service.undo(Number(service.records()[0]?.import));
  });

  it('is none where units stand beside amounts, or drugs beside their unit', async () => {
    const units = 'Date,Drug,Unit,Quantity\n2020-01-05,Cocaine,kg,2.5\n2020-01-06,Ecstasy,tablets,100\n2020-01-07,Cocaine,kg,1.5\n';
    const drugs = 'Country,Year,Drug,Value\nFrance,2019,Cocaine (kg),2.5\nFrance,2019,Heroin (kg),1.5\nSpain,2019,Cocaine (kg),3.5\n';
    for (const table of [units, drugs]) expect((await service.understand(fileOf(table))).recipe.table.measures).toBeUndefined();
  });
});
