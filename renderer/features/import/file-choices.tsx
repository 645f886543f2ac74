import { NativeSelect, Radio } from '@mantine/core';
import type { Understanding } from '../../../shared/contract/understanding.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { textOr } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import mappingClasses from './mapping.module.css';
import rawClasses from './raw.module.css';

/** Every sheet whose header is the same, one after another. */
const ALL_SHEETS = '*';
const DELIMITERS = [',', ';', '\t', '|'];

type FileFacts = Understanding['file'];

/** How bytes become a table: the encoding with a sample of how the text would read, the delimiter, the sheet, the file of an archive. */
export function FileChoices({
  file,
  sheet,
  onAnswer,
}: {
  file: FileFacts;
  sheet: string | null;
  onAnswer(id: string, value: string): void;
}) {
  const words = useWords();
  return (
    <div className={mappingClasses.choices}>
      {file.entries.length > 1 ? (
        <NativeSelect
          label={words.text('import.file.entry')}
          value={file.entry ?? ''}
          data={file.entries}
          onChange={(event) => onAnswer('entry', event.currentTarget.value)}
        />
      ) : null}
      {file.sheets.length > 1 ? (
        <NativeSelect
          label={words.text('import.file.sheet')}
          value={sheet ?? file.sheets[0]?.name ?? ''}
          data={[
            ...file.sheets.map((one) => ({ value: one.name, label: sheetText(words, one) })),
            { value: ALL_SHEETS, label: words.text('import.file.allSheets') },
          ]}
          onChange={(event) => onAnswer('sheet', event.currentTarget.value)}
        />
      ) : null}
      {file.delimiter !== null ? (
        <NativeSelect
          label={words.text('import.file.delimiter')}
          value={file.delimiter}
          data={[...new Set([...DELIMITERS, file.delimiter])].map((value) => ({ value, label: delimiterText(words, value) }))}
          onChange={(event) => onAnswer('delimiter', event.currentTarget.value)}
        />
      ) : null}
      {file.encodings.length > 1 ? (
        <Radio.Group
          label={words.text('import.file.encoding')}
          className={mappingClasses.wide}
          value={file.encoding ?? ''}
          onChange={(value) => onAnswer('encoding', value)}
        >
          {file.encodings.map((one) => (
            <Radio
              key={one.encoding}
              value={one.encoding}
              className={rawClasses.encoding}
              label={
                <>
                  {one.encoding}
                  {numbered(one.sample.slice(0, 2)).map(({ at, item }) => (
                    <code key={at}>{item}</code>
                  ))}
                </>
              }
            />
          ))}
        </Radio.Group>
      ) : null}
    </div>
  );
}

function sheetText(words: Wording, sheet: FileFacts['sheets'][number]): string {
  const size = words.text('import.file.sheetSize', { rows: sheet.rows, shown: words.number(sheet.rows), columns: sheet.columns });
  return `${sheet.name} · ${size}${sheet.hidden ? ` · ${words.text('import.file.hidden')}` : ''}`;
}

export function delimiterText(words: Wording, delimiter: string): string {
  const name = ({ ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as Record<string, string>)[delimiter];
  return name ? textOr(words, `import.delimiter.${name}`, delimiter) : delimiter;
}
