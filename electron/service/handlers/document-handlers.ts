import type { documentsContract } from '../../../shared/contract/documents.ts';
import { checkAnswers } from '../../../shared/document/answer-needs.ts';
import type { DocumentCheck } from '../../../shared/document/checks.ts';
import type { Composition } from '../../../shared/document/composition.ts';
import { draftComposition } from '../../../shared/document/drafts/draft.ts';
import { makePaper } from '../../../shared/document/make-paper.ts';
import type { Material } from '../../../shared/document/material.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import { checkPaper } from '../../../shared/document/paper-checks.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { findDocument, listDocuments, listPhrases } from '../db/queries/documents.ts';
import { draftMaterial, materialOf } from '../documents/gather.ts';
import { checkLeaving } from '../documents/leaving.ts';
import { noDocument } from '../documents/tasks.ts';
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
    const material = await materialOf(found.composition, { read, table, language }, call.signal);
    const paper = makePaper(found.composition, { ...material, signs: true }, createWording(language));
    const leaving = checkLeaving(read, table, found.composition, service.now().toISOString().slice(0, 10));
    return { version: found.version, paper, checks: [...checksOf(found.composition, paper, material), ...leaving] };
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

function checksOf(composition: Composition, paper: Paper, { recommendations }: Material): DocumentCheck[] {
  return [...checkPaper(composition, paper), ...checkAnswers(composition, recommendations, paper.language)];
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['documents', 'log']);
  return { done: true };
}
