import { unreadable } from '../faults.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';

const GET_AGAIN = 'Get the whole file again from where it came.';
const AS_CSV = 'Open it in the program that made it and save the table as CSV (UTF-8).';

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MB`;

/** Why an archive is refused. `part` is the name of the entry. */
export const archiveFaults = {
  fileTooLarge: () =>
    unreadable(`The file is larger than ${megabytes(ARCHIVE_LIMITS.fileBytes)}, which is the most for workbooks and archives.`, AS_CSV),
  cut: () => unreadable('The archive has no whole list of contents at its end, so the file was cut or is damaged.', GET_AGAIN),
  directory: (what: string) => unreadable(`The list of contents of the archive is damaged: ${what}.`, GET_AGAIN),
  severalDisks: () => unreadable('The archive is spread over several files.', 'Join its parts, or unpack it and import the table itself.'),
  tooManyEntries: () =>
    unreadable(
      `The archive holds more than ${ARCHIVE_LIMITS.entries.toLocaleString('en')} files.`,
      'Unpack it and import the table itself.',
    ),
  unpacksTooLarge: () =>
    unreadable(`The archive unpacks to more than ${megabytes(ARCHIVE_LIMITS.unpackedBytes)}, which no table of this size needs.`, AS_CSV),
  entryTooLarge: (part: string) =>
    unreadable(`"${part}" in the archive unpacks to more than ${megabytes(ARCHIVE_LIMITS.entryBytes)}.`, AS_CSV, { detail: { part } }),
  ratio: (part: string) =>
    unreadable(
      `"${part}" in the archive unpacks to more than ${ARCHIVE_LIMITS.ratio} times its size, as files do that are made to do harm.`,
      AS_CSV,
      { detail: { part } },
    ),
  encrypted: (part: string) =>
    unreadable(`"${part}" in the archive is protected by a password.`, 'Remove the password, or unpack it and import the table itself.', {
      detail: { part },
    }),
  method: (part: string) =>
    unreadable(`"${part}" in the archive is packed in a way that is not read here.`, 'Unpack it and import the table itself.', {
      detail: { part },
    }),
  entry: (part: string, what: string) => unreadable(`"${part}" in the archive is damaged: ${what}.`, GET_AGAIN, { detail: { part } }),
};
