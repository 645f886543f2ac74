import type { StowageContract } from '../../../shared/contract/index.ts';
import type { AreaHandlers } from '../context.ts';
import type { Desk } from '../desk.ts';
import type { Grants } from '../grants.ts';
import { analysisHandlers } from './analysis-handlers.ts';
import { createAppHandlers } from './app-handlers.ts';
import { caseHandlers } from './case-handlers.ts';
import { disclosureHandlers } from './disclosure-handlers.ts';
import { documentHandlers } from './document-handlers.ts';
import { exploreHandlers } from './explore-handlers.ts';
import { factorHandlers } from './factor-handlers.ts';
import { findingHandlers } from './finding-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { packHandlers } from './pack-handlers.ts';
import { profileHandlers } from './profile-handlers.ts';
import { qualityHandlers } from './quality-handlers.ts';
import { recommendationHandlers } from './recommendation-handlers.ts';
import { regimeHandlers } from './regime-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { createWorkspaceHandlers } from './workspace-handlers.ts';

/** Every handler of the contract. */
export function createHandlers(desk: Desk, grants: Grants): AreaHandlers<keyof StowageContract> {
  return {
    ...createAppHandlers(grants),
    ...createWorkspaceHandlers(desk, grants),
    ...importHandlers,
    ...caseHandlers,
    ...factorHandlers,
    ...profileHandlers,
    ...exploreHandlers,
    ...analysisHandlers,
    ...packHandlers,
    ...qualityHandlers,
    ...regimeHandlers,
    ...signalHandlers,
    ...findingHandlers,
    ...documentHandlers,
    ...recommendationHandlers,
    ...disclosureHandlers,
  };
}
