// What must hold for every page: axe finds nothing, nothing leaves the page, no script of a stranger ran.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const VIEWS = [
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: 'desktop-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];

const PICTURE_HEIGHT = 2400;

/** Opens a file in a context of its own; lists in `page.asked` every request but that for the file itself. */
async function openPage(browser, file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  page.asked = [];
  page.complaints = [];
  await context.route('**/*', (route) => {
    if (route.request().url() === url) return route.continue();
    page.asked.push(route.request().url());
    return route.abort();
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => page.complaints.push(message.text()));
  page.on('dialog', (dialog) => { page.complaints.push(dialog.message()); dialog.dismiss(); });
  await page.goto(url);
  return page;
}

/** Closes a page after it was seen that it asked for nothing and complained of nothing. */
async function closePage(page) {
  assert.deepStrictEqual(page.asked, [], 'a request left the page');
  assert.deepStrictEqual(page.complaints, [], 'the browser complained');
  await page.context().close();
}

/** Opens every details element: what is closed is not looked at by axe. */
function openAll(page) {
  return page.evaluate(() => { for (const block of document.querySelectorAll('details')) block.open = true; });
}

/** Runs axe with all its rules in the page. The policy of the page forbids it, so it is let in by the browser. */
async function faults(page) {
  await page.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
  // Axe does not look at the contrast of text in pictures; checkContrast does.
  const unsure = found.incomplete.filter((item) => item.id !== 'color-contrast' ||
    item.nodes.some((node) => !/^<(text|tspan)\b/.test(node.html)));
  const tell = (item) => `${item.id}: ${item.help}: ${item.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`;
  return { violations: found.violations.map(tell), unsure: unsure.map(tell), rules: found.passes.length };
}

/** The text in pictures stands out from the card below it as WCAG asks of small text. */
async function checkContrast(page) {
  const weakest = await page.evaluate(() => {
    const light = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    return Math.min(...[...document.querySelectorAll('.picture text, .picture tspan')].map((text) => {
      const [a, b] = [getComputedStyle(text).fill, getComputedStyle(text.closest('.case')).backgroundColor].map(light);
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }));
  });
  assert.ok(weakest >= 4.5, `contrast ${weakest} in a picture`);
}

/** Checks one file in every view, and takes its picture where a folder is given. */
async function checkViews(browser, file, folder) {
  for (const view of VIEWS) {
    const page = await openPage(browser, file, view);
    const name = path.basename(file, '.html');
    if (folder) {
      const clip = { x: 0, y: 0, width: view.viewport.width, height: PICTURE_HEIGHT };
      await page.screenshot({ path: path.join(folder, `${name}-${view.name}.png`), clip, fullPage: true });
    }
    await openAll(page);
    const { violations, unsure, rules } = await faults(page);
    assert.deepStrictEqual(violations, [], `${name}, ${view.name}`);
    assert.deepStrictEqual(unsure, [], `${name}, ${view.name}: axe cannot say`);
    assert.ok(rules > 20, 'axe looked at the page');
    await checkContrast(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name}, ${view.name}: the page is ${wide} pixels wider than the window`);
    await closePage(page);
  }
}

module.exports = { VIEWS, openPage, closePage, openAll, faults, checkViews };
