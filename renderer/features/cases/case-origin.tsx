import { useWords } from '../../app/words.tsx';
import { instantText } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import type { CaseView } from './case-detail.tsx';
import classes from './cases.module.css';

/** The row as it stands in the file: header and cell, cell by cell, nothing changed. */
export function OriginalRow({ view }: { view: CaseView }) {
  const words = useWords();
  const { headers, cells } = view.original;
  return (
    <section>
      <h3 className={classes.heading}>{words.text('cases.original')}</h3>
      <table className={classes.original}>
        <thead className={classes.spoken}>
          <tr>
            <th scope="col">{words.text('cases.header')}</th>
            <th scope="col">{words.text('cases.cell')}</th>
          </tr>
        </thead>
        <tbody>
          {numbered(cells).map(({ at, item: cell }) => (
            <tr key={at}>
              <th scope="row">{headers[at] ?? words.text('cases.noHeader', { at: at + 1 })}</th>
              <td>
                {cell === '' ? (
                  <span className={classes.blank}>{words.text('cases.blank')}</span>
                ) : (
                  <span className={classes.asWritten}>{cell}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Where the row came from, so that anyone can find it again. */
export function Provenance({ view }: { view: CaseView }) {
  const words = useWords();
  const { original } = view;
  const lines: [string, string][] = [
    ['file', original.fileName],
    ['row', words.number(original.row)],
    ['line', words.number(original.line)],
    ['sha256', original.sha256],
    ['imported', words.text('cases.importedBy', { at: instantText(words, original.importedAt), by: original.importedBy })],
  ];
  return (
    <section>
      <h3 className={classes.heading}>{words.text('cases.provenance')}</h3>
      <dl className={classes.fields}>
        {lines.map(([key, value]) => (
          <div key={key} className={classes.field}>
            <dt>{words.text(`cases.origin.${key}`)}</dt>
            <dd className={key === 'sha256' ? classes.hash : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
