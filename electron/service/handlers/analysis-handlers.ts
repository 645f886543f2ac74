import { listAnalyses, runAnalysis } from '../../../shared/analysis/run.ts';
import type { analysesContract } from '../../../shared/contract/analyses.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers } from '../context.ts';
import { ensureBreaks } from '../regime/find.ts';

export const analysisHandlers: AreaHandlers<keyof typeof analysesContract> = {
  'analyses.list': (_service, { language }) => ({ analyses: listAnalyses(createWording(language)) }),
  'analyses.run': async (service, { id, settings, filter, language }, call) => {
    await ensureBreaks(service, call);
    const table = await service.session().columns();
    const { analysis, settings: used, dataVersion, blocks } = runAnalysis(id, settings, { table, filter, words: createWording(language) });
    return { analysis, settings: used, dataVersion, blocks };
  },
};
