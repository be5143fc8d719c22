// The page of `nogap matrix`: as good to read as a report, and as deaf to what a report holds.
'use strict';

const assert = require('assert');
const path = require('path');
const { spawnSync } = require('child_process');
const { checkViews, closePage, openPage } = require('./checks');

/** Writes the JSON report of the sample run, filled with a text that a target could have sent. */
function writeReport(sample, folder, name, manner, input) {
  const file = path.join(folder, `${name}.json`);
  const run = spawnSync(sample, ['render', manner, `json=${file}`], { input, timeout: 60000 });
  assert.strictEqual(run.status, 0, String(run.stderr));
  return file;
}

function writeMatrix(nogap, folder, name, reports) {
  const file = path.join(folder, `${name}.html`);
  const run = spawnSync(nogap, ['matrix', ...reports, '--html', file], { timeout: 60000 });
  assert.strictEqual(run.status, 0, String(run.stderr));
  return file;
}

/** The page does not grow wider than the window, its table can be moved by keys, and its links lead somewhere. */
async function checkUse(browser, file) {
  const page = await openPage(browser, file, { viewport: { width: 390, height: 844 } });
  const seen = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    dead: [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))
      .filter((href) => !href.startsWith('#') || document.getElementById(href.slice(1)) === null),
    links: document.querySelectorAll('td a').length,
    movable: document.querySelector('.scroll').tabIndex,
  }));
  assert.deepStrictEqual([seen.wide, seen.dead, seen.movable], [0, [], 0]);
  assert.ok(seen.links > 0, 'a cell leads to what was found');
  await closePage(page);
}

async function checkHostile(browser, file) {
  const page = await openPage(browser, file, {});
  const seen = await page.evaluate(() => ({
    pwned: window.pwned,
    strangers: document.querySelectorAll('img,iframe,base,meta[http-equiv=refresh],form,input').length,
    scripts: document.scripts.length,
  }));
  assert.deepStrictEqual(seen, { pwned: undefined, strangers: 0, scripts: 1 });
  await closePage(page);
}

async function checkMatrix(browser, { folder, sample, nogap, payloads }) {
  const reports = ['plain', 'waived', 'unreachable'].map((manner) => writeReport(sample, folder, manner, manner));
  const file = writeMatrix(nogap, folder, 'matrix', [...reports, ...reports.map((name, index) => `again ${index}=${name}`)]);
  await checkViews(browser, file, folder);
  await checkUse(browser, file);
  for (const [index, payload] of payloads.entries()) {
    const name = `matrix-hostile-${index}`;
    await checkHostile(browser, writeMatrix(nogap, folder, name, [writeReport(sample, folder, name, 'filled', payload)]));
  }
}

module.exports = { checkMatrix };
