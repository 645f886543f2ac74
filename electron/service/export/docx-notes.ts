import { strFromU8, strToU8, type Unzipped } from 'fflate';

const BODY = 'word/document.xml';
const NOTES = ['word/footnotes.xml', 'word/endnotes.xml'];

/** The first notes are those of the masthead: they are marked by asterisks, and the notes of the text are numbered from 1. */
export function starredNotes(parts: Unzipped, count: number): void {
  for (let note = 1; note <= count; note += 1) {
    const stars = '*'.repeat(note);
    edit(parts, BODY, (xml) =>
      xml.replace(
        `<w:footnoteReference w:id="${note}"/>`,
        `<w:footnoteReference w:customMarkFollows="1" w:id="${note}"/><w:t>${stars}</w:t>`,
      ),
    );
    edit(parts, NOTES[0] ?? '', (xml) => {
      const at = xml.indexOf(`<w:footnote w:id="${note}">`);
      return at < 0 ? xml : xml.slice(0, at) + xml.slice(at).replace('<w:footnoteRef/>', `<w:t>${stars}</w:t>`);
    });
  }
}

/** The line above the notes is no note and bears no mark. */
export function plainSeparators(parts: Unzipped): void {
  for (const name of NOTES)
    edit(parts, name, (xml) =>
      xml.replace(/<w:(foot|end)note w:type="(?:s|continuationS)eparator".*?<\/w:\1note>/gs, (note) =>
        note.replace(/<w:r>(?:(?!<\/w:r>).)*<w:(?:foot|end)noteRef\/><\/w:r>/s, ''),
      ),
    );
}

/** Changes that are tracked, numbered from 1 in the order of the text; one without a day says none. */
export function numberedChanges(parts: Unzipped): void {
  let last = 0;
  edit(parts, BODY, (xml) =>
    xml.replace(/<w:(ins|del) w:id="0" ([^>]*)>/g, (_whole, kind: string, rest: string) => {
      last += 1;
      return `<w:${kind} w:id="${last}" ${rest.replace(/ ?w:date=""/, '')}>`;
    }),
  );
}

function edit(parts: Unzipped, name: string, change: (xml: string) => string): void {
  const part = parts[name];
  if (part) parts[name] = strToU8(change(strFromU8(part)));
}
