import { describe, expect, it } from 'vitest';
import { recipe } from '../../shared/contract/recipe.ts';
import { crosswalkById } from '../../shared/domain/crosswalks.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import { headerKey } from '../../shared/domain/header-name.ts';
import { LAYOUTS, layoutById, recipeOfLayout, recogniseLayout } from '../../shared/domain/layout.ts';
import { labelOf } from '../../shared/domain/vocabulary.ts';

/** Typed from the published file's first line. */
const HEADERS =
  'REGION;SUBREGION;COUNTRY;ADMINISTRATIVE_DIVISION;PLACE;SEIZURE_DATE;DRUG_NAME;AMOUNT;DRUG_UNIT;HIDING_PLACE;INSTALLATION;TRANSPORT;PRODUCING_COUNTRY;DEPARTURE_COUNTRY;DESTINATION_COUNTRY;ROUTING'.split(
    ';',
  );

/** Headers as published, by the id of the layout they belong to. */
const PUBLISHED: Record<string, string> = {
  'unodc-ids-g3':
    'Seizure Date;Country/Territory of Seizure;ISO3;Subregion;Region;Drug/Substance;Quantity Seized;Measurement Unit;City;Administrative Region;Physical Seizure Location;Trafficking Mode of Transportation;Source;Reporting Channel',
  'unodc-ids-g3b':
    'Row Number;Seizure Date;Country/Territory of Seizure;ISO3 Code;Region;Subregion;City;Administrative Region;Drug/Substance;Measurement Unit;Quantity Seized;Physical Seizure Location;Trafficking Mode of Transportation',
  'unodc-ids-g2': 'DateDDMMYYYY;Countryofseizure;Drug;Drugquantity;Meansoftransportation;Sitetypeoflocationofseizure',
  'unodc-ids-g1':
    'COUNTRY_OF_SEIZURE;SUBREGION_OF_SEIZURE;REGION_OF_SEIZURE;DRUG_NAME;DRUG_UNIT;AMOUNT_OF_DRUG;PRODUCING_COUNTRY;DEPARTURE_COUNTRY;DESTINATION_COUNTRY',
  'us-cbp-nationwide': 'FY;Month (abbv);Component;Region;Land Filter;Area of Responsibility;Drug Type;Count of Event;Sum Qty (lbs)',
};

describe('an analyst drops a file', () => {
  it('its headers are recognised in any order and case, and with space around them', () => {
    expect(recogniseLayout(HEADERS)?.id).toBe('unodc-ids-2011-2016');
    expect(recogniseLayout(HEADERS.toReversed().map((header) => ` ${header.toLowerCase()} `))?.id).toBe('unodc-ids-2011-2016');
    expect(recogniseLayout(['\uFEFFREGION', ...HEADERS.slice(1)])?.id).toBe('unodc-ids-2011-2016');
  });

  it.each(Object.entries(PUBLISHED))(
    'the public generation %s is recognised, in any case and order and with columns beside',
    (id, line) => {
      const headers = line.split(';');
      expect(recogniseLayout(headers)?.id).toBe(id);
      expect(recogniseLayout([...headers.toReversed().map((header) => ` ${header.toUpperCase()}`), 'Our own note'])?.id).toBe(id);
      expect(recogniseLayout(headers.map((header) => header.replaceAll(' ', '_')))?.id).toBe(id);
    },
  );

  it('a header that matters missing or standing twice is no longer that layout', () => {
    for (const [id, line] of Object.entries(PUBLISHED)) {
      const headers = line.split(';');
      const defining = layoutById(id)?.defining ?? [];
      expect(defining.length).toBeGreaterThan(5);
      for (const header of defining) {
        expect(recogniseLayout(headers.filter((other) => headerKey(other) !== headerKey(header)))?.id).not.toBe(id);
        expect(recogniseLayout([...headers, header])?.id).not.toBe(id);
      }
    }
  });

  it('a fiscal year, a month and a quantity named otherwise are still the same table', () => {
    expect(
      recogniseLayout('Fiscal Year,Month (abbv),Component,Area of Responsibility,Drug Type,Event Count,Sum Qty (lbs)'.split(','))?.id,
    ).toBe('us-cbp-nationwide');
  });

  it('the file of 2011–2016 with a column more is read by the older, more general layout, which keeps the column', () => {
    const layout = recogniseLayout([...HEADERS, 'REMARKS']);
    expect(layout?.id).toBe('unodc-ids-g1');
    if (layout) expect(recipeOfLayout(layout, [...HEADERS, 'REMARKS']).columns.at(-1)).toMatchObject({ header: 'REMARKS', field: null });
  });

  it('headers that define nothing are no layout', () => {
    expect(recogniseLayout([])).toBeUndefined();
    expect(recogniseLayout(['Date', 'Country', 'Drug', 'Quantity', 'Unit'])).toBeUndefined();
    expect(recogniseLayout(HEADERS.filter((header) => header !== 'DRUG_NAME'))).toBeUndefined();
  });
});

describe('a layout that ships', () => {
  it.each(LAYOUTS.map((layout) => [layout.id, layout] as const))(
    '%s feeds each field once, through crosswalks that exist, and is a recipe',
    (id, layout) => {
      expect(layoutById(id)).toBe(layout);
      expect(layout.fields.map(({ header }) => header)).toEqual(layout.headers);
      const fed = layout.fields.flatMap(({ field }) => field ?? []);
      expect(new Set(fed).size).toBe(fed.length);
      const names = layout.fields.flatMap(({ header, alternatives }) => [header, ...alternatives].map(headerKey));
      expect(new Set(names).size).toBe(names.length);
      for (const { field, crosswalk } of layout.fields) {
        if (field) expect(FIELDS).toContain(field);
        if (crosswalk)
          expect(crosswalkById(crosswalk).facet).toBe(['produced', 'departed', 'destined'].includes(field ?? '') ? 'country' : field);
      }
      for (const { header, reason } of layout.kept) {
        expect(layout.headers).toContain(header);
        expect(reason.length).toBeGreaterThan(40);
      }
      for (const header of layout.defining) expect(layout.headers).toContain(header);
      expect(labelOf('handling', layout.handling, 'en')).not.toBe(layout.handling);
      expect(() => recipe.parse(recipeOfLayout(layout, layout.headers))).not.toThrow();
      expect(recogniseLayout(layout.headers)?.id).toBe(id);
    },
  );

  it('aggregates of the United States keep their weights, fiscal months and pounds', () => {
    const layout = layoutById('us-cbp-nationwide');
    if (!layout) throw new Error('absent');
    const made = recipeOfLayout(layout, layout.headers);
    expect(made.table.grain).toBe('aggregate');
    expect(made.columns.find(({ field }) => field === 'year')?.read).toEqual({ as: 'year', fiscal: { startMonth: 10 } });
    expect(made.columns.find(({ field }) => field === 'amount')?.read).toMatchObject({ unit: 'lbs' });
    expect(made.constants).toMatchObject([{ field: 'country', value: 'USA' }]);
  });

  it('ambiguous public values become sets, and absent data is not reported', () => {
    const transport = crosswalkById('unodc-ids-public/transport');
    expect(transport.apply('Train/Bus').codes).toEqual(['T2.0', 'T3.5']);
    expect(transport.apply('Data not available')).toEqual({ codes: ['T0.2'], status: 'missing' });
    expect(crosswalkById('us-cbp-nationwide/drug').apply('Other Drugs**').codes).toEqual(['GX.8']);
  });

  it('UNODC data leaves as aggregates only', () => {
    for (const { id, handling } of LAYOUTS) if (id.startsWith('unodc')) expect(handling).toBe('aggregates-may-leave');
    expect(layoutById('unodc-ids-2018')).toBeUndefined();
  });
});
