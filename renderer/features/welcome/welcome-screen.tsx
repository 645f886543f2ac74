import { useState } from 'react';
import type { Picked } from '../../../shared/native.ts';
import { CreateForm } from './create-form.tsx';
import { StartPage } from './start-page.tsx';
import { UnlockPage } from './unlock-page.tsx';

type Step = { name: 'start' } | { name: 'create'; sample: boolean } | { name: 'unlock'; folder: Picked };

/** Before a workspace is open: choose, create, or unlock one. */
export function WelcomeScreen() {
  const [step, setStep] = useState<Step>({ name: 'start' });
  const back = () => setStep({ name: 'start' });
  if (step.name === 'create') return <CreateForm sample={step.sample} onBack={back} />;
  if (step.name === 'unlock') return <UnlockPage folder={step.folder} onBack={back} />;
  return <StartPage onCreate={(sample) => setStep({ name: 'create', sample })} onOpen={(folder) => setStep({ name: 'unlock', folder })} />;
}
