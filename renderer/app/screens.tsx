import {
  IconBell,
  IconChartDots3,
  IconChartHistogram,
  IconChecklist,
  IconFileImport,
  IconFolderCog,
  IconInfoCircle,
  IconPresentation,
  IconShieldCheck,
  IconTable,
  IconZoomQuestion,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import type { ScreenId } from './view.ts';

interface ScreenEntry {
  id: ScreenId;
  /** The letter after `g`. */
  letter: string;
  icon: typeof IconTable;
  /** Shows the filter bar of the workspace above it. */
  filtered: boolean;
  component: ComponentType;
}

/** Every screen that exists, in the order of the navigation. */
export const SCREEN_LIST: ScreenEntry[] = [
  {
    id: 'overview',
    letter: 'o',
    icon: IconChartHistogram,
    filtered: true,
    // Not lazy: it is the first to be shown after unlocking, and a screen that is fetched then appears a third of a second later.
    component: OverviewScreen,
  },
  {
    id: 'import',
    letter: 'i',
    icon: IconFileImport,
    filtered: false,
    component: lazy(() => import('../features/import/import-screen.tsx').then((module) => ({ default: module.ImportScreen }))),
  },
  {
    id: 'quality',
    letter: 'q',
    icon: IconChecklist,
    filtered: false,
    component: lazy(() => import('../features/quality/quality-screen.tsx').then((module) => ({ default: module.QualityScreen }))),
  },
  {
    id: 'cases',
    letter: 'c',
    icon: IconTable,
    filtered: true,
    component: lazy(() => import('../features/cases/cases-screen.tsx').then((module) => ({ default: module.CasesScreen }))),
  },
  {
    id: 'explore',
    letter: 'x',
    icon: IconChartDots3,
    filtered: true,
    component: lazy(() => import('../features/explore/explore-screen.tsx').then((module) => ({ default: module.ExploreScreen }))),
  },
  {
    id: 'signals',
    letter: 's',
    icon: IconBell,
    filtered: true,
    component: lazy(() => import('../features/signals/signals-screen.tsx').then((module) => ({ default: module.SignalsScreen }))),
  },
  {
    id: 'analyses',
    letter: 'a',
    icon: IconZoomQuestion,
    filtered: true,
    component: lazy(() => import('../features/analyses/analyses-screen.tsx').then((module) => ({ default: module.AnalysesScreen }))),
  },
  {
    id: 'briefing',
    letter: 'b',
    icon: IconPresentation,
    filtered: true,
    component: lazy(() => import('../features/briefing/briefing-screen.tsx').then((module) => ({ default: module.BriefingScreen }))),
  },
  {
    id: 'disclosure',
    letter: 'd',
    icon: IconShieldCheck,
    filtered: true,
    component: lazy(() => import('../features/disclosure/disclosure-screen.tsx').then((module) => ({ default: module.DisclosureScreen }))),
  },
  {
    id: 'workspace',
    letter: 'w',
    icon: IconFolderCog,
    filtered: false,
    component: lazy(() => import('../features/workspace/workspace-screen.tsx').then((module) => ({ default: module.WorkspaceScreen }))),
  },
  {
    id: 'about',
    letter: 'h',
    icon: IconInfoCircle,
    filtered: false,
    component: lazy(() => import('../features/about/about-screen.tsx').then((module) => ({ default: module.AboutScreen }))),
  },
];
