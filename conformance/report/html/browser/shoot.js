// Takes pictures of pages: node shoot.js FOLDER PAGE.html...
// Each page at two widths in both colour schemes, and as it is printed.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { openBrowser } = require('./open_browser');

const WIDTHS = { phone: 390, desktop: 1280 };
const SCHEMES = ['light', 'dark'];

async function shoot(browser, folder, file) {
  const name = path.basename(file, '.html');
  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(pathToFileURL(file).href);
      await page.screenshot({ path: path.join(folder, `${name}-${device}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.pdf({ path: path.join(folder, `${name}.pdf`), format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  await page.close();
}

async function main() {
  const [folder, ...files] = process.argv.slice(2);
  fs.mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const file of files) await shoot(browser, folder, path.resolve(file));
  } finally {
    await browser.close();
  }
}

main().catch((error) => { console.error(error); process.exit(1); });
