import type { Picked } from '../../../shared/native.ts';
import { useWords } from '../../app/words.tsx';
import { Page } from './page.tsx';
import { UnlockForm } from './unlock-form.tsx';

export function UnlockPage({ folder, onBack }: { folder: Picked; onBack(): void }) {
  const words = useWords();
  return (
    <Page title={words.text('frame.unlock.title', { name: folder.name })} lead={words.text('frame.unlock.lead')} onBack={onBack}>
      <UnlockForm folder={folder} sign={null} />
    </Page>
  );
}
