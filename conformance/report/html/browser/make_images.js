// Makes pictures for the documentation: node make_images.js FOLDER NOGAP NOGAP_MUTANT
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');
const { judge } = require('./judge');
const { openBrowser } = require('./open_browser');
const { shrinkPng } = require('./shrink_png');

const MUTANT = 'page-shifted'; // loses an event and repeats another one, in one answer
const PORT = 8000;
const WIDTH = 920;

/** Takes the head of the page and its first case. */
async function shoot(browser, url, colorScheme, picture) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 }, colorScheme });
  await page.goto(url);
  const box = await page.locator('article').first().boundingBox();
  const clip = { x: 0, y: 0, width: WIDTH, height: box.y + box.height + 20 };
  fs.writeFileSync(picture, shrinkPng(await page.screenshot({ fullPage: true, clip })));
  await page.close();
}

async function main() {
  const [folder, nogap, mutant] = process.argv.slice(2);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'nogap-'));
  const browser = await openBrowser();
  try {
    const options = ['--case', 'since-and-limit'];
    const file = path.join(scratch, 'report.html');
    await judge({ nogap, mutant, name: MUTANT, port: PORT, options, file });
    for (const scheme of ['light', 'dark']) {
      await shoot(browser, pathToFileURL(file).href, scheme, path.join(folder, `failure-${scheme}.png`));
    }
  } finally {
    await browser.close();
    fs.rmSync(scratch, { recursive: true });
  }
}

main().catch((error) => { console.error(error); process.exit(1); });
