/** How slips look on paper and screen, and the policy that lets a page have this style and nothing else. */
import { createHash } from 'node:crypto';

/** Style of a slip: A4, black on white, the state's own typeface where it is installed. */
export const slipStyle = `
@page { size: A4; margin: 15mm 15mm 15mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 13pt/1.4 'Times New Roman', 'Liberation Serif', 'DejaVu Serif', serif; color: #000; background: #fff; }
main { max-width: 175mm; margin: 0 auto; }
header { display: flex; justify-content: space-between; gap: 8mm; text-align: center; font-size: 11pt; }
header p { margin: 0; }
header div:last-child { flex: none; white-space: nowrap; }
header strong { display: block; }
.rule { display: inline-block; padding-bottom: 1mm; border-bottom: 0.3mm solid #000; }
h1 { margin: 8mm 0 1mm; text-align: center; font-size: 15pt; text-transform: uppercase; }
.number { margin: 0 0 5mm; text-align: center; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 4mm; margin: 0 0 4mm; }
dt::after { content: ':'; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 11pt; line-height: 1.3; }
caption { margin-bottom: 1mm; text-align: left; font-weight: bold; font-size: 13pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1.5mm 2mm; border: 0.2mm solid #000; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { text-align: center; vertical-align: middle; }
td p { margin: 0; }
.count { width: 10mm; text-align: center; }
.short { width: 27mm; }
.side { width: 41mm; }
.when { white-space: nowrap; }
.late { font-weight: bold; }
.signatures { display: flex; justify-content: space-around; min-height: 32mm; margin: 8mm 0 6mm; text-align: center; break-inside: avoid; }
.signatures p { margin: 0; }
.signatures p + p { margin-top: 20mm; }
footer { display: flex; align-items: center; gap: 6mm; padding-top: 3mm; border-top: 0.2mm solid #000; font-size: 10.5pt; break-inside: avoid; }
footer svg { flex: none; width: 58mm; height: 58mm; }
footer p { margin: 0 0 1.5mm; overflow-wrap: anywhere; }
@media screen { body { background: #e9e9e9; } main { max-width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 15mm 15mm 15mm 20mm; background: #fff; } }
@media screen and (max-width: 210mm) { main { margin: 0; padding: 6mm; } }
`;

const styleHash = createHash('sha256').update(slipStyle).digest('base64');

/** Content security policy of a slip: its own style, by its hash. */
export const slipContentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
