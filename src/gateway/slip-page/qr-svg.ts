/** Text → its QR code as SVG, one path that scales to any size on paper. */
import qrcode from 'qrcode-generator';
import { HubError } from '../../errors.js';
import { html, type Markup } from './html.js';

/** The quiet zone around the code, in modules, that ISO/IEC 18004 asks for. */
const margin = 4;

/** Most bytes of text a code holds at error correction L. */
const maxBytes = 2953;

/**
 * The code of a text; `label` is what it is called for who cannot see it. Error correction L: on paper size counts more.
 * @throws HubError BAD_INPUT for a text too long for any code.
 */
export function toQrSvg(text: string, label: string): Markup {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes)
    throw new HubError('BAD_INPUT', `expected at most ${maxBytes} bytes for a QR code, got ${bytes}`);
  const code = qrcode(0, 'L');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * margin;
  const rows = Array.from({ length: count }, (_, row) =>
    toRow(row, count, (column) => code.isDark(row, column)),
  );
  return html`<svg
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    <rect width="${size}" height="${size}" fill="#fff" />
    <path fill="#000" d="${rows.join('')}" />
  </svg>`;
}

/** A row as one rectangle a run of dark modules. */
function toRow(row: number, count: number, isDark: (column: number) => boolean): string {
  let path = '';
  for (let column = 0; column < count; column++) {
    if (!isDark(column)) continue;
    const start = column;
    while (column < count && isDark(column)) column++;
    const width = column - start;
    path += `M${start + margin} ${row + margin}h${width}v1h-${width}z`;
  }
  return path;
}
