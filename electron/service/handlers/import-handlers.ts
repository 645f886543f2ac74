import type { importsContract } from '../../../shared/contract/imports.ts';
import type { AreaHandlers } from '../context.ts';
import { listImports } from '../db/queries/imports.ts';
import { previewImport, runImport } from '../import/run-import.ts';

export const importHandlers: AreaHandlers<keyof typeof importsContract> = {
  'imports.list': (service) => ({
    imports: listImports(service.session().read),
  }),
  'imports.preview': (service, input, call) => previewImport(service, input.file, call),
  'imports.run': (service, input, call) => runImport(service, input, call),
};
