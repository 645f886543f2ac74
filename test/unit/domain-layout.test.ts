import { describe, expect, it } from 'vitest';
import { crosswalkById } from '../../shared/domain/crosswalks.ts';
import { LAYOUT_FIELDS, LAYOUTS, layoutById, recogniseLayout } from '../../shared/domain/layout.ts';
import { labelOf } from '../../shared/domain/vocabulary.ts';

/** Typed from the published file's first line. */
const HEADERS =
  'REGION;SUBREGION;COUNTRY;ADMINISTRATIVE_DIVISION;PLACE;SEIZURE_DATE;DRUG_NAME;AMOUNT;DRUG_UNIT;HIDING_PLACE;INSTALLATION;TRANSPORT;PRODUCING_COUNTRY;DEPARTURE_COUNTRY;DESTINATION_COUNTRY;ROUTING'.split(
    ';',
  );

describe('an analyst drops a file', () => {
  it('its headers are recognised in any order and case, and with space around them', () => {
    expect(recogniseLayout(HEADERS)?.id).toBe('unodc-ids-2011-2016');
    expect(recogniseLayout(HEADERS.toReversed().map((header) => ` ${header.toLowerCase()} `))?.id).toBe('unodc-ids-2011-2016');
    expect(recogniseLayout(['\uFEFFREGION', ...HEADERS.slice(1)])?.id).toBe('unodc-ids-2011-2016');
  });

  it('a header more, less, twice or misspelt is another layout', () => {
    expect(recogniseLayout([...HEADERS, 'REMARKS'])).toBeUndefined();
    expect(recogniseLayout(HEADERS.slice(1))).toBeUndefined();
    expect(recogniseLayout([...HEADERS.slice(1), 'COUNTRY'])).toBeUndefined();
    expect(recogniseLayout([...HEADERS, 'ROUTING'])).toBeUndefined();
    expect(recogniseLayout(HEADERS.map((header) => header.replace('_', ' ')))).toBeUndefined();
    expect(recogniseLayout([])).toBeUndefined();
  });
});

describe('a layout that ships', () => {
  it.each(LAYOUTS.map((layout) => [layout.id, layout] as const))(
    '%s feeds each column once, through crosswalks that exist',
    (id, layout) => {
      expect(layoutById(id)).toBe(layout);
      expect(layout.fields.map(({ header }) => header)).toEqual(layout.headers);
      expect(new Set(layout.fields.map(({ field }) => field)).size).toBe(layout.headers.length);
      for (const { field, crosswalk } of layout.fields) {
        expect(LAYOUT_FIELDS).toContain(field);
        if (crosswalk) expect(crosswalkById(crosswalk).id).toBe(crosswalk);
      }
      for (const { header, reason } of layout.kept) {
        expect(layout.headers).toContain(header);
        expect(reason.length).toBeGreaterThan(40);
      }
      expect(labelOf('handling', layout.handling, 'en')).not.toBe(layout.handling);
    },
  );

  it('UNODC data leaves as aggregates only', () => {
    expect(layoutById('unodc-ids-2011-2016')?.handling).toBe('aggregates-may-leave');
    expect(layoutById('unodc-ids-2018')).toBeUndefined();
  });
});
