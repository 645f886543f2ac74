import type { FindingWording } from '../../../../shared/contract/findings.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

interface Row {
  finding: number;
  number: number;
  json: string;
  at: string;
  by: string;
}

const ROWS = 'SELECT finding, number, json, at, by FROM finding_wording';
const NEWEST = `${ROWS} w WHERE number = (SELECT max(number) FROM finding_wording WHERE finding = w.finding)`;

/** The wording each finding has now, by its id; none for those that stand as the analysis said them. */
export function currentWordings(db: ReadDb | WriteDb): Map<number, FindingWording> {
  const rows = db.prepare<[], Row>(NEWEST).all();
  return new Map(rows.map((row) => [row.finding, wordingOf(row)]));
}

/** The newest first. */
export function listWordings(db: ReadDb | WriteDb, finding: number): FindingWording[] {
  return db.prepare<[number], Row>(`${ROWS} WHERE finding = ? ORDER BY number DESC`).all(finding).map(wordingOf);
}

export function insertWording(db: WriteDb, finding: number, { number, at, by, ...content }: FindingWording): void {
  db.prepare('INSERT INTO finding_wording (finding, number, json, at, by) VALUES (?, ?, ?, ?, ?)').run(
    finding,
    number,
    JSON.stringify(content),
    at,
    by,
  );
}

function wordingOf({ finding: _, json, ...row }: Row): FindingWording {
  return { ...(JSON.parse(json) as Omit<FindingWording, 'number' | 'at' | 'by'>), ...row };
}
