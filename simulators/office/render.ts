/**
 * Documents and statuses in the words of the axis: edXML of QCVN 102:2016, with the liberties e-offices take with it. Written by hand and not by the
 * hub's own codec, so that neither hides a fault of the other.
 */
import { zipSync } from 'fflate';
import { toRfc3339 } from '../../src/calendar/local-time.js';
import { findAgency } from '../../demo/agencies.js';
import type { DemoDocument, DemoReference, DemoStatus } from '../../demo/document.js';

const namespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
const businessCodes = { NEW: '0', RECALL: '1', UPDATE: '2', REPLACE: '3' } as const;

/** How the parts of a message are put together; `old` is the SOAP envelope of provincial axes. */
type Form = 'new' | 'old';

/** A document as edXML. */
export function renderDocument(document: DemoDocument): string {
  const { defect } = document;
  const form: Form = defect === 'old-envelope' ? 'old' : 'new';
  const day = defect === 'slash-dates' || form === 'old' ? toSlashedDay : toDay;
  const header = `<edXML:MessageHeader>${organ('From', document.issuer)}${document.receivers
    .map((code) => organ('To', code))
    .join('')}${renderIdentity(document, day)}${renderRest(document, day)}</edXML:MessageHeader>`;
  const trace = `<edXML:TraceHeaderList><TraceHeader>${tag('OrganId', document.issuer)}${tag('Timestamp', toTime(document.sentAt))}</TraceHeader>${renderBusiness(document)}</edXML:TraceHeaderList>`;
  const parts = document.attachments.map((attachment, n) => renderAttachment(attachment, { document, n }));
  const xml = envelop(form, {
    header: header + trace,
    manifest: parts.map(({ reference }) => reference).join(''),
    attachments: parts.map(({ attachment }) => attachment).join(''),
  });
  const text = defect === 'nfd-text' ? xml.normalize('NFD') : xml;
  return defect === 'stray-prefix' ? `0${text.length}\r\n${text}` : text;
}

/** A status as edXML. */
export function renderStatus({ at, from, of, code, description, department }: DemoStatus): string {
  const header = `<edXML:MessageHeader>${organ('From', from)}${organ('To', of.issuer)}${renderReference('ResponseFor', of)}<StaffInfo>${tag('Department', department)}</StaffInfo>${tag('StatusCode', code)}${tag('Description', description)}${tag('Timestamp', toTime(at))}</edXML:MessageHeader>`;
  return envelop('new', { header, manifest: '', attachments: '' });
}

/** `OrganId,yyyy/MM/dd,number/notation`. */
export function toDocumentId({ issuer, issuedOn, number, notation }: DemoReference): string {
  return `${issuer},${toDay(issuedOn)},${number}/${notation}`;
}

function envelop(form: Form, parts: { header: string; manifest: string; attachments: string }): string {
  const { header, manifest, attachments } = parts;
  const encoded = attachments === '' ? '' : `<AttachmentEncoded>${attachments}</AttachmentEncoded>`;
  if (form === 'old')
    return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:edXML="${namespace}"><soap:Header>${header}</soap:Header><soap:Body><edXML:Manifest version="1.0">${manifest}</edXML:Manifest>${encoded}</soap:Body></soap:Envelope>`;
  const body =
    manifest === ''
      ? ''
      : `<edXML:edXMLBody><edXMLManifest version="1.0">${manifest}</edXMLManifest></edXML:edXMLBody>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<edXML xmlns="${namespace}" xmlns:edXML="${namespace}"><edXML:edXMLEnvelope><edXML:edXMLHeader>${header}</edXML:edXMLHeader>${body}</edXML:edXMLEnvelope>${encoded}</edXML>`;
}

function renderIdentity(document: DemoDocument, day: (on: string) => string): string {
  const { issuedOn, number, notation, kind, defect } = document;
  const id = defect === 'missing-id' ? '' : tag('DocumentId', toDocumentId(document));
  const promulgated = defect === 'impossible-date' ? '2018/02/30' : day(issuedOn);
  return `${id}<Code>${tag('CodeNumber', number)}${tag('CodeNotation', notation)}</Code><PromulgationInfo>${tag('Place', 'Hưng Yên')}${tag('PromulgationDate', promulgated)}</PromulgationInfo><DocumentType>${tag('Type', kind.code)}${tag('TypeName', kind.name)}</DocumentType>`;
}

function renderRest(document: DemoDocument, day: (on: string) => string): string {
  const { subject, signer, dueOn, priority, answers, dossier } = document;
  const appendix =
    dossier?.told === 'IN_MESSAGE'
      ? `<Appendixes>${tag('Appendix', `Mã hồ sơ: ${dossier.code}`)}</Appendixes>`
      : '';
  return `${tag('Subject', subject)}<SignerInfo>${tag('Competence', signer.competence)}${tag('Position', signer.position)}${tag('FullName', signer.name)}</SignerInfo>${dueOn === null ? '' : tag('DueDate', day(dueOn))}<OtherInfo>${tag('Priority', String(priority))}${tag('PageAmount', '1')}${appendix}</OtherInfo>${answers === null ? '' : renderReference('ResponseFor', answers)}${tag('SteeringType', '1')}`;
}

function renderBusiness({ business, reason, concerns, isPaper, receivers }: DemoDocument): string {
  const isReplacing = business === 'REPLACE' && concerns !== null;
  const id = concerns === null ? '' : toDocumentId(concerns);
  const replaced = isReplacing
    ? `<ReplacementInfoList><ReplacementInfo>${tag('DocumentId', id)}<OrganIdList>${receivers
        .map((code) => tag('OrganId', code))
        .join('')}</OrganIdList></ReplacementInfo></ReplacementInfoList>`
    : '';
  return `<Bussiness>${tag('BussinessDocType', businessCodes[business])}${tag('BussinessDocReason', reason)}${isReplacing ? '' : tag('DocumentId', id)}${tag('Paper', isPaper ? '1' : '0')}${replaced}</Bussiness>`;
}

function renderReference(name: string, reference: DemoReference): string {
  const { issuer, issuedOn, number, notation } = reference;
  return `<${name}>${tag('OrganId', issuer)}${tag('Code', `${number}/${notation}`)}${tag('PromulgationDate', toDay(issuedOn))}${tag('DocumentId', toDocumentId(reference))}</${name}>`;
}

/** The content in base64, in lines of 76 for every other, and in a ZIP of its own where it is said so. */
function renderAttachment(
  { name, text, isZipped }: DemoDocument['attachments'][number],
  { document, n }: { document: DemoDocument; n: number },
): { reference: string; attachment: string } {
  const plain = Buffer.from(text, 'utf8');
  const file = isZipped ? Buffer.from(zipSync({ [name]: plain }, { mtime: '1980-01-01T00:00:00' })) : plain;
  const base64 = file.toString('base64');
  const isBroken = Number(document.number) % 2 === 0;
  const lines = isBroken ? (base64.match(/.{1,76}/g) ?? []).join('\r\n') : base64;
  const id = `${document.id}-${n}`;
  const described = `${tag('Description', name)}${tag('AttachmentName', name)}`;
  return {
    reference: `<Reference>${tag('ContentId', `cid:${id}`)}${tag('ContentType', 'text/plain')}${described}</Reference>`,
    attachment: `<Attachment>${tag('ContentId', isBroken ? id : `cid:${id}`)}${described}${tag('ContentType', 'text/plain')}<ContentTransferEncoded>${lines}</ContentTransferEncoded></Attachment>`,
  };
}

function organ(name: 'From' | 'To', code: string): string {
  return `<${name}>${tag('OrganId', code)}${tag('OrganName', findAgency(code)?.name ?? '')}</${name}>`;
}

function tag(name: string, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text === '' ? `<${name}/>` : `<${name}>${escaped}</${name}>`;
}

function toDay(on: string): string {
  return on.replaceAll('-', '/');
}

function toSlashedDay(on: string): string {
  return on.split('-').toReversed().join('/');
}

function toTime(at: Date): string {
  return toRfc3339(at).slice(0, 19).replaceAll('-', '/').replace('T', ' ');
}
