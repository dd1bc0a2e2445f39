/** Texts of files in the encodings that are met here: UTF-8, UTF-16 and Windows-1258, which Vietnamese Windows still writes CSV in. */

/** The text of bytes, composed (NFC): Windows-1258 writes tone marks apart. Any bytes are some text in Windows-1258. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(findEncoding(bytes)).decode(bytes).normalize('NFC');
}

function findEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
}
