import { Button, Group, Table, Text } from '@mantine/core';
import type { StowageError } from '../../../shared/errors.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { bytesText, textOr } from '../../ui/format.ts';
import { Section } from '../../ui/screen.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './import.module.css';
import type { FilePreview } from './import-state.ts';

/** The file as it is, and beside it how each column will be read. Nothing has been stored yet. */
export function Preview(props: {
  preview: FilePreview;
  error: StowageError | null;
  busy: boolean;
  onRun(again: boolean): void;
  onClose(): void;
}) {
  const words = useWords();
  const { preview, error } = props;
  const known = preview.layout !== null;
  const repeated = error?.code === 'already-imported';
  return (
    <Section
      title={preview.fileName}
      lead={words.text('import.preview.facts', {
        size: bytesText(words, preview.bytes),
        encoding: preview.encoding.toUpperCase(),
        delimiter: delimiterText(words, preview.delimiter),
        columns: preview.headers.length,
      })}
      actions={
        <Group gap="sm">
          <Button variant="default" disabled={props.busy} onClick={props.onClose}>
            {words.text('import.preview.close')}
          </Button>
          <Button disabled={!known} loading={props.busy} onClick={() => props.onRun(repeated)}>
            {words.text(repeated ? 'import.preview.again' : 'import.preview.run')}
          </Button>
        </Group>
      }
    >
      {error ? <ErrorNote error={error} /> : null}
      <p className={classes.layout}>
        {known ? (
          <>
            {words.text('import.preview.recognised')} <strong>{layoutText(words, preview.layout ?? '')}</strong>
          </>
        ) : (
          words.text('import.preview.unknown')
        )}
      </p>
      <div className={classes.panes}>
        <MappingTable preview={preview} />
        <RawRows preview={preview} />
      </div>
    </Section>
  );
}

function MappingTable({ preview }: { preview: FilePreview }) {
  const words = useWords();
  return (
    <div className={classes.pane}>
      <h3>{words.text('import.mapping.title')}</h3>
      <ScrollRegion className={classes.scroll} label={words.text('import.mapping.title')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.text('import.mapping.header')}</Table.Th>
              <Table.Th>{words.text('import.mapping.field')}</Table.Th>
              <Table.Th>{words.text('import.mapping.crosswalk')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.mapping.map((line) => (
              <Table.Tr key={`${line.header} ${line.field}`}>
                <Table.Td>
                  <code>{line.header}</code>
                </Table.Td>
                <Table.Td>{fieldText(words, line.field)}</Table.Td>
                <Table.Td>
                  {line.crosswalk ? (
                    <code title={line.crosswalk}>{line.crosswalk.split('/').at(-1)}</code>
                  ) : (
                    <Text c="dimmed">{words.text('import.mapping.asIs')}</Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </div>
  );
}

function RawRows({ preview }: { preview: FilePreview }) {
  const words = useWords();
  const headers = numbered(preview.headers);
  return (
    <div className={classes.pane}>
      <h3>{words.text('import.raw.title')}</h3>
      <ScrollRegion className={classes.scroll} label={words.text('import.raw.title')}>
        <Table className={classes.raw}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.text('import.raw.row')}</Table.Th>
              {headers.map((header) => (
                <Table.Th key={header.number}>{header.value}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbered(preview.rows).map((row) => (
              <Table.Tr key={row.number}>
                <Table.Td className={classes.number}>{row.number}</Table.Td>
                {headers.map((header) => (
                  <Table.Td key={header.number}>
                    {row.value[header.number - 1] || <span className={classes.blank}>{words.text('import.raw.blank')}</span>}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </div>
  );
}

/** Rows and columns have no identity but their place in the file, counted from 1. */
function numbered<T>(values: T[]): { number: number; value: T }[] {
  return values.map((value, at) => ({ number: at + 1, value }));
}

function delimiterText(words: Wording, delimiter: string): string {
  const name = ({ ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as Record<string, string>)[delimiter];
  return name ? words.text(`import.delimiter.${name}`) : delimiter;
}

/** Fields and layouts the wording does not know are shown by their own names. */
export function fieldText(words: Wording, field: string): string {
  return textOr(words, `import.field.${field}`, field);
}

export function layoutText(words: Wording, layout: string): string {
  return textOr(words, `import.layout.${layout}`, layout);
}
