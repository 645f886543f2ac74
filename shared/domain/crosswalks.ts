import country from '../../resources/crosswalks/unodc-ids-2011-2016/country.json' with { type: 'json' };
import drugName from '../../resources/crosswalks/unodc-ids-2011-2016/drug-name.json' with { type: 'json' };
import drugUnit from '../../resources/crosswalks/unodc-ids-2011-2016/drug-unit.json' with { type: 'json' };
import hidingPlace from '../../resources/crosswalks/unodc-ids-2011-2016/hiding-place.json' with { type: 'json' };
import installation from '../../resources/crosswalks/unodc-ids-2011-2016/installation.json' with { type: 'json' };
import transport from '../../resources/crosswalks/unodc-ids-2011-2016/transport.json' with { type: 'json' };
import publicDrug from '../../resources/crosswalks/unodc-ids-public/drug.json' with { type: 'json' };
import publicSeizurePlace from '../../resources/crosswalks/unodc-ids-public/seizure-place.json' with { type: 'json' };
import publicTransport from '../../resources/crosswalks/unodc-ids-public/transport.json' with { type: 'json' };
import publicUnit from '../../resources/crosswalks/unodc-ids-public/unit.json' with { type: 'json' };
import cbpAgency from '../../resources/crosswalks/us-cbp-nationwide/agency.json' with { type: 'json' };
import cbpDrug from '../../resources/crosswalks/us-cbp-nationwide/drug.json' with { type: 'json' };
import type { Crosswalk, CrosswalkData, CrosswalkRow } from './crosswalk.ts';
import { createCrosswalk } from './crosswalk.ts';
import type { MissingKind } from './missing.ts';
import { MISSING_KINDS } from './missing.ts';

interface LooseRow {
  from: string;
  to: string[];
  missing?: string;
  loss?: string;
}

function missingOf(text: string | undefined): { missing?: MissingKind } {
  const missing = MISSING_KINDS.find((kind) => kind === text);
  return missing ? { missing } : {};
}

/** JSON modules type their strings widely; the kinds are checked by a test. */
function asRow({ from, to, missing, loss }: LooseRow): CrosswalkRow {
  return { from, to, ...missingOf(missing), ...(loss === undefined ? {} : { loss }) };
}

function asData(data: Omit<CrosswalkData, 'rows'> & { rows: LooseRow[] }): CrosswalkData {
  return { ...data, rows: data.rows.map(asRow) };
}

/** Every crosswalk that ships with the program. */
export const CROSSWALKS: readonly CrosswalkData[] = [
  country,
  drugName,
  drugUnit,
  hidingPlace,
  installation,
  transport,
  publicDrug,
  publicUnit,
  publicSeizurePlace,
  publicTransport,
  cbpDrug,
  cbpAgency,
].map(asData);

const built = new Map<string, Crosswalk>();

/** The crosswalk a layout names, built once. Throws on an unknown id: that is a fault of the layout, not of the file. */
export function crosswalkById(id: string): Crosswalk {
  const ready = built.get(id);
  if (ready) return ready;
  const data = CROSSWALKS.find((crosswalk) => crosswalk.id === id);
  if (!data) throw new Error(`There is no crosswalk "${id}".`);
  const crosswalk = createCrosswalk(data);
  built.set(id, crosswalk);
  return crosswalk;
}
