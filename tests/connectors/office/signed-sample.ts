/** Signed messages for tests, by a key made for them alone and used nowhere else. */
import { createPrivateKey, sign } from 'node:crypto';
import { SignedXml } from 'xml-crypto';

const privateKey = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDDEGYZA2pF0HZw
N6jjwt44kSnQ/ujuyGrvaJ0mt1RtPS4Ke6bmoYx0zCLk6vipDg1lZLNUuMViByjB
KoabbiJhpAE2+V+3Sc96/Qd/c2VSCx7jBJkvKYcTCj/lC0jYNe8EdAJAZMG59Ojy
MGlBBUNY1P9r+UnlPGqTGmzptEa0MuNHb0YJNIuziKyxdxWd8Uz7BAYqNHaTn6iw
qOkwZvOp17/cr80mgb27j6Y6vgQq5CYpbDvb1gpRxUEU6D1+gWyR1M7WxK31tXPi
Jzv5lasCp4Fnj5zkjQ+G+tLAEItYZR89uexWeb8/U5S6ZQVUQquX0oHcbdjvemLr
PeMjJegPAgMBAAECggEAJR7ARx9KwHlgqI83AQzKzBn3yrFPs20JSIDwcvctRlJ/
qfgI9Velym40b7q1Ujp92x80LzmwOizhmQzWK8rkGQ+kOYlwKQmPRbjUDfFwRRIf
sRTlb7+n2Dw5l4Uzug1dbEwFR6rE4PXVxIzo4ro1LDjwWGRKpyh9oXvEYR7w24aE
CzSJVHx5TaIbDcHIKD1ac4+1UOQ/eg6S9EhkvyPMHbqh/394WxfLm00mecYTLoDj
KU3jGQQRzVx8TPQkVroImGs5zS377mxdX95ussLorOG4frZgdBqnJitM6JvG3Dvt
j5hFHLiBqBtpbS1EzExJOEY96jcsMIBnpNTHyrvqjQKBgQD4QizPog3CwWHQv1gE
9CD4FkL84dydaV4DqLGW1EUgBT+B1CA5POP1h+b9rcNtUJmGdWJVyXa0tFrhBInx
pKT5Eb5i6auin6dnKXtg7xQ1KlHmO78vJh70knpnkIA5lEXpKgzx9tAFuY9M4gDl
WtVQi7SbNdfzEe4x2QK1pjWrlQKBgQDJJZPR3BDgfOoy2Uwsq/Voy8pJPfcuFqRb
mXPzGCV+6wRc0ipc9gWNGmfUPlmT9PGyx2zcRa+btICU+ReV8fj0z1XApGgUmHva
CTEQG+5GMkZTkzXWg1dtoWPAXRagfHT59rIAuhdkQxrCZhLHF4cq8QhQK2xFgahP
d3CrAlZ8EwKBgD4PVOJm0WfRLeGgI6HBYYiDECXlVGApWe4yOorI76rMhQ6wd4m3
dgkH+y+JQ6RNFMPvDjEB1uHfgCRmHRHCJdd5nw1c+qIBpTh9vzEBMx0DQkv6vZVM
w0pCX8UJ83PxY/SgpXHLUD9OHsuKZ8zuAwtKkVCHij9iSRg+9pVwQlRtAoGAbxSx
bVN6fn59V1dpGcJc5GKmc4wk1O7sFSnJPpY3Hr/qyNfHTU8QAbxzWmKUVYEPeQto
srxJHlOwLpTg0Y2vToKxeJFSaQ1MWDx7O8ow69MXw0+oi648ue5GiBTgSgBxGRmD
c6NRB62HOZPlCs2Td8NkM+HHCRtxN3FeZxIDcMECgYEA8SK8TdlEVrg+/7EO0gQf
AvpYNNN1nnAjisoEPLLsXN9btU2LG05oqPgGHWzD6ceT9tjRMBE3nfnzCUKyTzkS
s/Z7ylevEcfojLBxC7gk0FZWgtyb7Y92DULT4qGHAQKK77lqYSI+Isg+ca4+4v2j
GBeQOw7HJKUSXB01v21rQwg=
-----END PRIVATE KEY-----
`);
const certificate = `-----BEGIN CERTIFICATE-----
MIIDJTCCAg2gAwIBAgIUfsHH3/n3aPfUZLxn9UXA4O9ws14wDQYJKoZIhvcNAQEL
BQAwITEfMB0GA1UEAwwWTGllbiBUaG9uZyB0ZXN0IHNpZ25lcjAgFw0yNjExMjcw
NTQxMjVaGA8yMTI2MTEwMzA1NDEyNVowITEfMB0GA1UEAwwWTGllbiBUaG9uZyB0
ZXN0IHNpZ25lcjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAMMQZhkD
akXQdnA3qOPC3jiRKdD+6O7Iau9onSa3VG09Lgp7puahjHTMIuTq+KkODWVks1S4
xWIHKMEqhptuImGkATb5X7dJz3r9B39zZVILHuMEmS8phxMKP+ULSNg17wR0AkBk
wbn06PIwaUEFQ1jU/2v5SeU8apMabOm0RrQy40dvRgk0i7OIrLF3FZ3xTPsEBio0
dpOfqLCo6TBm86nXv9yvzSaBvbuPpjq+BCrkJilsO9vWClHFQRToPX6BbJHUztbE
rfW1c+InO/mVqwKngWePnOSND4b60sAQi1hlHz257FZ5vz9TlLplBVRCq5fSgdxt
2O96Yus94yMl6A8CAwEAAaNTMFEwHQYDVR0OBBYEFPegP3Heh/pnhGrypTc04jcV
m4p6MB8GA1UdIwQYMBaAFPegP3Heh/pnhGrypTc04jcVm4p6MA8GA1UdEwEB/wQF
MAMBAf8wDQYJKoZIhvcNAQELBQADggEBABjM0tsq6PGp9SEUr3h3+gDoAhBdpYM5
SeXmyaylGea1A61M9Pbaw2yYZjlxU956ZRD5wOmURvJFh0x8SD8nlNZDr+KFnbjs
8HD6F+lv1UOogCJY9JkRQElEIQBAAIS6zMAhixgOCfPxz73TDfSGuZKPGWkGpilI
kLZ1UghHDaHvEqjj2OFIzi2Bc0lY1051A26uHy9jbnDYsF9DAj3C1Vb4nPWYPFVV
iKkTlGYzwlXY6yFvaUdPJrNUob2Tt5DC9Yq8xrYt4fxPMhpWsEfm2moYTQDmvfMP
+wEcxR5l/u+Ik1+69nn+lT4VoJyMMpIn0fkov331J8LDLJ04SOF8o4k=
-----END CERTIFICATE-----
`;

const ds = 'http://www.w3.org/2000/09/xmldsig#';
const dsMore = 'http://www.w3.org/2001/04/xmldsig-more#';
const enc = 'http://www.w3.org/2001/04/xmlenc#';

/** How a message is signed. */
export interface Signing {
  /** By SHA-1, as older systems still do. */
  isOld?: boolean;
}

/** Signs the header of a message, the signature put after its traces. */
export function signMessage(xml: string, { isOld = false }: Signing = {}): string {
  const withId = xml.replace('<edXML:MessageHeader>', '<edXML:MessageHeader Id="header">');
  const signed = new SignedXml({
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    publicCert: certificate,
    signatureAlgorithm: isOld ? `${ds}rsa-sha1` : `${dsMore}rsa-sha256`,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signed.addReference({
    xpath: "//*[local-name(.)='MessageHeader']",
    transforms: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm: isOld ? `${ds}sha1` : `${enc}sha256`,
    uri: '#header',
  });
  signed.computeSignature(withId, {
    location: { reference: "//*[local-name(.)='TraceHeaderList']", action: 'after' },
  });
  return signed.getSignedXml();
}

/** The same signature with a reference more: an attachment by its content id, its SHA-256 in base64. */
export function signWithFile(
  xml: string,
  { contentId, digest }: { contentId: string; digest: string },
): string {
  const signed = signMessage(xml);
  const info = /<SignedInfo>.*<\/SignedInfo>/s.exec(signed)?.[0] ?? '';
  const reference = `<Reference URI="cid:${contentId}"><DigestMethod Algorithm="${enc}sha256"></DigestMethod><DigestValue>${digest}</DigestValue></Reference>`;
  const more = info.replace('</SignedInfo>', `${reference}</SignedInfo>`);
  // Exclusive canonical form, written by hand: the namespace on the element itself, no empty tags.
  const canonical = more
    .replace('<SignedInfo>', `<SignedInfo xmlns="${ds}">`)
    .replace(/<([A-Za-z]+)([^<>]*)\/>/g, '<$1$2></$1>');
  const value = sign('sha256', Buffer.from(canonical), privateKey).toString('base64');
  return signed.replace(info, more).replace(/(<SignatureValue>)[^<]*/, `$1${value}`);
}
