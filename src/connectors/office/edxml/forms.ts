/**
 * The envelopes a message comes in: the axis's own, the older SOAP envelope of provincial axes, and the other namespace some systems write. Says
 * where in each the parts of a message are; what is in them is the same in all.
 */
import { makeProblem } from './problem.js';
import type { XmlElement } from './xml-tree.js';

/** AXIS: `edXML` of QCVN 102:2016. SOAP: header and body of a SOAP envelope. SCHEMA: the namespace `http://edxml.gov.vn/schema`. */
export type EdxmlForm = 'AXIS' | 'SOAP' | 'SCHEMA';

/** Namespace of QCVN 102:2016. */
export const axisNamespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';

const formOf: Readonly<Record<string, EdxmlForm>> = {
  [axisNamespace]: 'AXIS',
  'http://edxml.gov.vn/schema': 'SCHEMA',
  'http://schemas.xmlsoap.org/soap/envelope/': 'SOAP',
  'http://www.w3.org/2003/05/soap-envelope': 'SOAP',
};

/** The parts of a message, wherever its envelope has them; null where there is none. */
export interface EdxmlParts {
  form: EdxmlForm;
  header: XmlElement;
  trace: XmlElement | null;
  signature: XmlElement | null;
  manifest: XmlElement | null;
  attachments: readonly XmlElement[];
}

/** Finds them. @throws HubError SOURCE_INVALID naming what is missing or in no namespace we know */
export function findParts(root: XmlElement): EdxmlParts {
  const form = formOf[root.uri];
  if (form === undefined)
    throw makeProblem(root.name, 'expected the namespace of QCVN 102:2016, of edxml.gov.vn or of SOAP');
  const isSoap = form === 'SOAP';
  const envelope = isSoap ? root : require(root, ['edXMLEnvelope']);
  const top = require(envelope, isSoap ? ['Header'] : ['edXMLHeader']);
  const body = find(envelope, isSoap ? ['Body'] : ['edXMLBody']);
  const list = find(root, ['AttachmentEncoded']) ?? (body && find(body, ['AttachmentEncoded']));
  return {
    form,
    // The older envelope has an element of its own for a status.
    header: require(top, ['MessageHeader', 'Status']),
    trace: find(top, ['TraceHeaderList']),
    signature: find(top, ['Signature']),
    manifest: body && find(body, ['edXMLManifest', 'Manifest']),
    attachments: list?.children.filter(({ name }) => name === 'Attachment') ?? [],
  };
}

function find({ children }: XmlElement, names: readonly string[]): XmlElement | null {
  return children.find(({ name }) => names.includes(name)) ?? null;
}

function require(element: XmlElement, names: readonly string[]): XmlElement {
  const found = find(element, names);
  if (found === null) throw makeProblem(`${element.name}.${names[0] ?? ''}`, 'expected it, it is missing');
  return found;
}
