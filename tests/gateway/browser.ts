/** A headless browser for the pages of the gateway. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** A chromium on PATH, else the one inside the npm package. */
export async function launchBrowser(): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const installed = folders.map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  return chromium.launch({ executablePath: await bundled.executablePath(), args: bundled.args });
}
