import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Screen, Section } from '../../ui/screen.tsx';

/** Versions, licences of everything that ships, editions of the code lists, and what the program does not do. */
export function AboutScreen() {
  const words = useWords();
  const about = useQueryOf('app.about', {});
  const [search, setSearch] = useState('');
  const packages = about.data?.packages ?? [];
  const wanted = search.trim().toLowerCase();
  const found = packages.filter((one) => `${one.name} ${one.licence}`.toLowerCase().includes(wanted));
  return (
    <Screen title={words.text('about.title')} lead={words.text('about.lead')}>
      {about.error ? <ErrorNote error={about.error} onRetry={() => void about.refetch()} /> : null}
      {about.data ? (
        <Figures
          figures={[
            { label: words.text('about.version'), value: about.data.version },
            { label: words.text('about.lists.count'), value: words.number(about.data.lists.length) },
            { label: words.text('about.packages.count'), value: words.number(packages.length) },
          ]}
        />
      ) : null}
      <Section title={words.text('about.privacy.title')} lead={words.text('about.privacy.text')}>
        {null}
      </Section>
      <Section title={words.text('about.lists.title')} lead={words.text('about.lists.lead')}>
        <DataTable
          caption={words.text('about.lists.title')}
          rows={about.data?.lists ?? []}
          keyOf={(row) => row.id}
          columns={[
            { key: 'id', label: words.text('about.lists.id'), value: (row) => row.id },
            { key: 'edition', label: words.text('about.lists.edition'), value: (row) => row.edition },
            { key: 'licence', label: words.text('about.licence'), value: (row) => row.licence },
            { key: 'source', label: words.text('about.lists.source'), value: (row) => row.source },
          ]}
        />
      </Section>
      <Section
        title={words.text('about.packages.title')}
        lead={words.text('about.packages.lead')}
        actions={
          <TextInput
            type="search"
            aria-label={words.text('about.packages.search')}
            placeholder={words.text('about.packages.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        }
      >
        <p role="status">{wanted ? words.text('about.packages.found', { count: found.length, all: words.number(packages.length) }) : ''}</p>
        <DataTable
          caption={words.text('about.packages.title')}
          rows={found}
          keyOf={(row) => `${row.name} ${row.version}`}
          order={{ key: 'name', descending: false }}
          columns={[
            { key: 'name', label: words.text('about.packages.name'), value: (row) => row.name },
            { key: 'version', label: words.text('about.version'), value: (row) => row.version },
            { key: 'licence', label: words.text('about.licence'), value: (row) => row.licence },
          ]}
        />
      </Section>
    </Screen>
  );
}
