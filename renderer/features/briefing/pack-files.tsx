import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../../app/words.tsx';
import classes from './briefing.module.css';

export interface PackFile {
  path: string;
  sha256: string;
}

/** The files of a pack with the fingerprint by which a reader can check them. */
export function PackFiles({ files }: { files: PackFile[] }) {
  const words = useWords();
  return (
    <div className={classes.scroll}>
      <table className={classes.files}>
        <thead>
          <tr>
            <th scope="col">{words.text('briefing.file')}</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.path}>
              <td>{file.path}</td>
              <td className={classes.hash}>
                {file.sha256}
                <CopyHash hash={file.sha256} path={file.path} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CopyHash({ hash, path }: { hash: string; path: string }) {
  const words = useWords();
  const label = words.text('briefing.copy', { path });
  return (
    <CopyButton value={hash}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? words.text('briefing.copied') : label}>
          <ActionIcon size={24} aria-label={label} onClick={copy}>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
