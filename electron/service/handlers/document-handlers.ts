import type { documentsContract } from '../../../shared/contract/documents.ts';
import type { Composition, Template } from '../../../shared/document/composition.ts';
import type { AreaHandlers, ServiceContext } from '../context.ts';
import { findDocument, listDocuments, listPhrases } from '../db/queries/documents.ts';
import { noDocument } from '../documents/tasks.ts';

export const documentHandlers: AreaHandlers<keyof typeof documentsContract> = {
  'documents.list': (service) => ({ documents: listDocuments(service.session().read) }),
  'documents.get': (service, { id }) => {
    const found = findDocument(service.session().read, id);
    if (!found) throw noDocument();
    return found;
  },
  'documents.create': async (service, { template, composition }) => {
    const at = service.now().toISOString();
    const made = await service.session().writer.run('documents.create', { composition: composition ?? emptyDocument(template), at });
    service.changed(['documents', 'log']);
    return made;
  },
  'documents.save': async (service, input) => {
    const saved = await service.session().writer.run('documents.save', { ...input, at: service.now().toISOString() });
    service.changed(['documents']);
    return saved;
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

function emptyDocument(template: Template): Composition {
  return { template, title: {}, masthead: null, parts: [] };
}

function tell(service: ServiceContext): { done: true } {
  service.changed(['documents', 'log']);
  return { done: true };
}
