import { analysesContract } from './analyses.ts';
import { appContract } from './app.ts';
import { casesContract } from './cases.ts';
import { disclosureContract } from './disclosure.ts';
import { documentsContract } from './documents.ts';
import { exploreContract } from './explore.ts';
import { factorsContract } from './factors.ts';
import { findingsContract } from './findings.ts';
import { importsContract } from './imports.ts';
import { packsContract } from './packs.ts';
import { profileContract } from './profile.ts';
import { qualityContract } from './quality.ts';
import { recommendationsContract } from './recommendations.ts';
import { regimesContract } from './regimes.ts';
import { signalsContract } from './signals.ts';
import { workspaceContract } from './workspace.ts';

/** Every procedure of the application. The page knows it by type alone. */
export const contract = {
  ...appContract,
  ...workspaceContract,
  ...importsContract,
  ...casesContract,
  ...factorsContract,
  ...profileContract,
  ...exploreContract,
  ...analysesContract,
  ...packsContract,
  ...qualityContract,
  ...regimesContract,
  ...signalsContract,
  ...findingsContract,
  ...documentsContract,
  ...recommendationsContract,
  ...disclosureContract,
};

export type StowageContract = typeof contract;
