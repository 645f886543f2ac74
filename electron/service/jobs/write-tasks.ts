import type { Progress } from '../../../shared/rpc.ts';
import { saveColumns } from '../columns/save.ts';
import type { WriteDb } from '../db/connect.ts';
import { restoreFactor, saveFactorEdit } from '../db/queries/factors.ts';
import { recordPack } from '../db/queries/packs.ts';
import { setIdleMinutes, setViewValue } from '../db/queries/view.ts';
import { changeRule, endPermission, recordPermission } from '../disclosure/tasks.ts';
import { createDocument, keepPhrase, removeDocument, removePhrase, saveDocument } from '../documents/tasks.ts';
import { dropFinding, editFinding, keepFinding } from '../findings/tasks.ts';
import { findingStillRight, restoreFinding, rewordFinding, settleFinding } from '../findings/wording.ts';
import { removeRecipe, saveRecipe } from '../import/recipe-tasks.ts';
import { rerunImport } from '../import/rerun.ts';
import { storeImport } from '../import/store.ts';
import { undoImport } from '../import/undo-import.ts';
import { dismissTask, mergeAllTask, mergeTask, unmergeTask } from '../quality/merge-tasks.ts';
import { removeAction, removeRecommendation, saveAction, saveRecommendation } from '../recommendations/tasks.ts';
import { decideBreak, dropRegime, saveRegime, storeBreaks } from '../regime/tasks.ts';
import { moveSignals, storeSignals } from '../signals/tasks.ts';
import { addAnalystTask, appendLogTask, changePassphraseTask, checkpointTask, removeAnalystTask, verifyTask } from '../workspace/tasks.ts';

/** What a task in the writer thread may use beside the database. */
export interface TaskContext {
  analyst: string;
  /** Folder of the workspace. */
  folder: string;
  /** Throws `cancelled` once the caller has cancelled; call it between rows and chunks. */
  alive(): void;
  progress(progress: Progress): void;
  /** Messages of a fed task. */
  receive(): Promise<unknown>;
  reply(message: unknown): void;
}

export type WriteTask<I, O> = (db: WriteDb, input: I, task: TaskContext) => O | Promise<O>;

/** Every task of the writer thread by name; each function lives with its area. */
export const WRITE_TASKS = {
  'import.store': storeImport,
  'import.undo': undoImport,
  'import.rerun': rerunImport,
  'recipe.save': saveRecipe,
  'recipe.remove': removeRecipe,
  'columns.save': saveColumns,
  'regimes.store': storeBreaks,
  'regimes.decide': decideBreak,
  'regimes.save': saveRegime,
  'regimes.remove': dropRegime,
  'workspace.verify': verifyTask,
  'workspace.checkpoint': checkpointTask,
  'passphrase.change': changePassphraseTask,
  'analyst.add': addAnalystTask,
  'analyst.remove': removeAnalystTask,
  'log.append': appendLogTask,
  'view.set': setViewValue,
  'settings.set': setIdleMinutes,
  'pack.record': recordPack,
  'factor.save': saveFactorEdit,
  'factor.restore': restoreFactor,
  'quality.merge': mergeTask,
  'quality.merge-all': mergeAllTask,
  'quality.unmerge': unmergeTask,
  'quality.dismiss': dismissTask,
  'signals.store': storeSignals,
  'signals.move': moveSignals,
  'findings.keep': keepFinding,
  'findings.edit': editFinding,
  'findings.reword': rewordFinding,
  'findings.settle': settleFinding,
  'findings.still-right': findingStillRight,
  'findings.restore': restoreFinding,
  'findings.remove': dropFinding,
  'documents.create': createDocument,
  'documents.save': saveDocument,
  'documents.remove': removeDocument,
  'phrases.keep': keepPhrase,
  'phrases.remove': removePhrase,
  'recommendations.save': saveRecommendation,
  'recommendations.remove': removeRecommendation,
  'recommendations.act': saveAction,
  'recommendations.drop-action': removeAction,
  'permissions.record': recordPermission,
  'permissions.withdraw': endPermission,
  'disclosure.set-rule': changeRule,
} satisfies Record<string, WriteTask<never, unknown>>;

export type WriteTaskName = keyof typeof WRITE_TASKS;
export type WriteTaskInput<T extends WriteTaskName> = Parameters<(typeof WRITE_TASKS)[T]>[1];
export type WriteTaskOutput<T extends WriteTaskName> = Awaited<ReturnType<(typeof WRITE_TASKS)[T]>>;
