import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { canUseSandbox, requireBrowser } from './browser.ts';

/**
 * Draws the page's icons and its picture for shared links from public/icon.svg: `npx tsx scripts/make-icons.ts`.
 * The results are committed, so that a build needs no browser.
 */

const folder = join(import.meta.dirname, '..', 'public');
const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');
const blue = '#1c4fd8';

/** @param filled how much of the side the icon takes; a maskable icon keeps what matters in the middle 80 % */
const iconPage = (side: number, filled: number, background: string) => `
  <body style="margin:0;width:${side}px;height:${side}px;display:grid;place-items:center;background:${background}">
    <div style="width:${side * filled}px;height:${side * filled}px">${icon.replace('<svg ', '<svg width="100%" height="100%" ')}</div>
  </body>`;

const sharePage = `
  <body style="margin:0;width:1200px;height:630px;box-sizing:border-box;padding:90px;background:${blue};color:#fff;
    font-family:Inter,'Liberation Sans',Arial,sans-serif;display:flex;flex-direction:column;justify-content:space-between">
    <div style="width:150px;height:150px">${icon.replace('<svg ', '<svg width="100%" height="100%" ')}</div>
    <div>
      <div style="font-size:92px;font-weight:700;letter-spacing:-2px">Rerank Bench</div>
      <div style="font-size:44px;line-height:1.35;margin-top:20px;color:#dbe5ff">
        How fast is a reranker on your device,<br>and which batch size should you set?
      </div>
    </div>
  </body>`;

const pictures = [
  { file: 'icon-192.png', width: 192, height: 192, html: iconPage(192, 1, 'transparent') },
  { file: 'icon-512.png', width: 512, height: 512, html: iconPage(512, 1, 'transparent') },
  { file: 'icon-maskable-512.png', width: 512, height: 512, html: iconPage(512, 0.9, blue) },
  { file: 'apple-touch-icon.png', width: 180, height: 180, html: iconPage(180, 1, blue) },
  { file: 'share.png', width: 1200, height: 630, html: sharePage },
];

const browser = requireBrowser();
const running = await chromium.launch({
  executablePath: browser.path,
  chromiumSandbox: canUseSandbox(browser),
});
const page = await running.newPage();
for (const { file, width, height, html } of pictures) {
  await page.setViewportSize({ width, height });
  await page.setContent(html);
  writeFileSync(join(folder, file), await page.screenshot({ omitBackground: true }));
}
await running.close();
