import type { documentsContract } from '../../../shared/contract/documents.ts';
import { checkAnswers } from '../../../shared/document/answer-needs.ts';
import { draftComposition } from '../../../shared/document/drafts/draft.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { checkPaper } from '../../../shared/document/paper-checks.ts';
import { EVERYTHING } from '../../../shared/domain/filter.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { Language } from '../../../shared/report/wording.ts';
import type { CallContext } from '../../../shared/rpc.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { type FoundDocument, findDocument, listDocuments, listPhrases } from '../db/queries/documents.ts';
import { draftMaterial } from '../documents/gather.ts';
import { checkLeaving } from '../documents/leaving.ts';
import { noDocument } from '../documents/tasks.ts';
import { makePapers } from '../export/make-papers.ts';
import type { PackDocument, PackInput } from '../export/pack-documents.ts';
import { lookedState, type Start } from '../export/pack-state.ts';
import { ensureBreaks } from '../regime/find.ts';

export const documentHandlers: AreaHandlers<keyof typeof documentsContract> = {
  'documents.list': (service) => ({ documents: listDocuments(service.session().read) }),
  'documents.get': (service, { id }) => {
    const found = findDocument(service.session().read, id);
    if (!found) throw noDocument();
    return found;
  },
  'documents.create': async (service, { template, composition }) => {
    const at = service.now().toISOString();
    const { read, writer } = service.session();
    const made = await writer.run('documents.create', { composition: composition ?? draftComposition(template, draftMaterial(read)), at });
    service.changed(['documents', 'log']);
    return made;
  },
  'documents.save': async (service, input) => {
    const saved = await service.session().writer.run('documents.save', { ...input, at: service.now().toISOString() });
    service.changed(['documents']);
    return saved;
  },
  'documents.page': async (service, { id, language }, call) => {
    await ensureBreaks(service, call);
    const { read, columns } = service.session();
    const found = findDocument(read, id);
    if (!found) throw noDocument();
    const table = await columns();
    const { paper, recommendations } = await lookedAt(found, { table, read, at: service.now(), language }, call);
    const leaving = checkLeaving(read, table, found.composition, service.now().toISOString().slice(0, 10));
    const answers = checkAnswers(found.composition, recommendations, language);
    return { version: found.version, paper, checks: [...checkPaper(found.composition, paper), ...answers, ...leaving] };
  },
  'documents.remove': async (service, input) => {
    await service.session().writer.run('documents.remove', input);
    return tell(service);
  },
  'phrases.list': (service, { language }) => ({
    phrases: listPhrases(service.session().read).filter(({ text }) => language === undefined || Boolean(text[language])),
  }),
  'phrases.keep': async (service, { text }) => {
    const kept = await service.session().writer.run('phrases.keep', { text, at: service.now().toISOString() });
    service.changed(['documents']);
    return kept;
  },
  'phrases.remove': async (service, input) => {
    await service.session().writer.run('phrases.remove', input);
    return tell(service);
  },
};

interface Look extends Pick<Start, 'table' | 'read' | 'at'> {
  language: Language;
}

/** A composed document as it would leave, alone and today, by the same way as a pack. */
async function lookedAt(found: FoundDocument, { language, ...from }: Look, call: CallContext) {
  const document: PackDocument = { name: found.template, composition: found.composition, stored: { id: found.id, version: found.version } };
  const filter = found.composition.filter ?? EVERYTHING;
  const input: PackInput = { template: found.template, languages: [language], filter, folder: '', documents: [found.id], signs: true };
  const state = lookedState({ input, documents: [document], ...from }, call);
  const { papers } = await makePapers(state, from.table, createWording(language), call.signal);
  return { paper: papers[0] as Paper, recommendations: state.groundFor(document).recommendations };
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['documents', 'log']);
  return { done: true };
}
