/** The axis with everything the demonstration's agencies exchanged. */
import { toStatuses } from '../../demo/document-life.js';
import type { DemoDocument, DemoStatus } from '../../demo/document.js';
import { demoDocuments, documentsFirstOn, officeAgencies } from '../../demo/documents.js';
import { demoNow } from '../../demo/moment.js';
import { makeAxis, type Axis, type AxisMessage } from './axis.js';
import { renderDocument, renderStatus, toDocumentId } from './render.js';

/** Makes it, as it stood at the moment the demonstration stands at. */
export function makeDemoAxis(): Axis {
  const axis = makeAxis(
    officeAgencies.map(({ code, name }) => ({ organId: code, name, registeredOn: documentsFirstOn })),
  );
  for (const document of demoDocuments()) {
    axis.put(toMessage(document));
    for (const status of toStatuses(document))
      if (status.at <= demoNow) axis.put(toStatusMessage(status, document.id));
  }
  return axis;
}

/** A document as a message of the axis. */
export function toMessage(document: DemoDocument): AxisMessage {
  const { id, issuer, receivers, sentAt, dossier } = document;
  return {
    ...{ id, kind: 'edoc', from: issuer, to: receivers, answers: '' },
    documentId: document.defect === 'missing-id' ? '' : toDocumentId(document),
    updatedAt: sentAt.toISOString(),
    links: dossier?.told === 'BY_LINK' ? [dossier.code] : [],
    content: renderDocument(document),
  };
}

/** A status as a message of the axis, in answer to another message. */
export function toStatusMessage(status: DemoStatus, answers: string): AxisMessage {
  const { id, from, of, at } = status;
  return {
    ...{ id, kind: 'status', from, to: [of.issuer], documentId: toDocumentId(of), answers },
    ...{ updatedAt: at.toISOString(), links: [], content: renderStatus(status) },
  };
}
