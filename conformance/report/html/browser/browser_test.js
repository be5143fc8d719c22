// The HTML report in a browser: node browser_test.js FOLDER REPORT_SAMPLE NOGAP NOGAP_MUTANT
// Writes pages and pictures of them into FOLDER. Exit status: 0 all is well, 1 a check failed, 77 no browser.
'use strict';

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const { judge } = require('./judge');
const { checkMatrix } = require('./matrix');
const { openBrowser } = require('./open_browser');
const { checkViews, closePage, openAll, openPage } = require('./checks');

const [folder, sample, nogap, mutant] = process.argv.slice(2);
const SIZE_BEFORE_DATA_MAX = 100 * 1024;
const WRONG = 'since-exclusive'; // a server that loses an event at each poll

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffd]/;

const PAYLOADS = [
  '<script>window.pwned=1;document.title="pwned"</script>',
  '"><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>',
  "' onmouseover='window.pwned=1' autofocus onfocus='window.pwned=1' x='",
  '</code></pre></style></script></title></textarea><script>window.pwned=1</script>',
  'javascript:window.pwned=1//--></a><a href="javascript:window.pwned=1">x</a>',
  '<!--<script>window.pwned=1</script>--><base href="http://evil.example/">' +
    '<meta http-equiv=refresh content="0;url=http://evil.example/">',
  '<details open ontoggle=window.pwned=1><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  'a\u202Eb\u2066c\u200Fd\u0000never',
  Buffer.from([0x78, 0xff, 0xfe, 0xc0, 0xbc, 0x73, 0x63, 0xed, 0xa0, 0x80, 0x0d, 0x0a, 0x1b, 0x5b, 0x32, 0x4a]),
  '&lt;script&gt;&#60;b&#62;&amp;amp;',
  'A'.repeat(90000),
];

// What is to be seen of each of them.
const SHOWN = ['<script>window.pwned=1;', '"><img src=x', "' onmouseover='", '</code></pre>', 'javascript:window',
  '<!--<script>', '<details open', 'a\\xe2\\x80\\xaeb\\xe2\\x81\\xa6c\\xe2\\x80\\x8fd',
  'x\\xff\\xfe\\xc0\\xbcsc\\xed\\xa0\\x80\\r\\n\\x1b[2J', '&lt;script', 'A'.repeat(1000)];

/** Renders the sample run in a manner, into a file of that name. */
function render(manner, name, input) {
  const file = path.join(folder, `${name}.html`);
  const run = spawnSync(sample, ['render', manner, `html=${file}`], { input, timeout: 60000 });
  assert.strictEqual(run.status, 0, String(run.stderr));
  return file;
}

/** The size of a page without cases. */
function checkSize() {
  const size = fs.statSync(render('unreachable', 'unreachable')).size;
  assert.ok(size < SIZE_BEFORE_DATA_MAX, `${size} bytes before data`);
  return size;
}

/** No payload becomes markup or runs; what would turn text around is shown. */
async function checkHostile(browser) {
  for (const [index, payload] of PAYLOADS.entries()) {
    const file = render('filled', `hostile-${index}`, payload);
    const page = await openPage(browser, file, { viewport: { width: 390, height: 844 } });
    await openAll(page);
    const seen = await page.evaluate(() => ({
      pwned: window.pwned, title: document.title,
      strangers: document.querySelectorAll('img,iframe,base,meta[http-equiv=refresh],object,embed,form,input').length,
      links: document.querySelectorAll('a:not([href^="#"])').length,
      scripts: document.scripts.length,
      handlers: [...document.querySelectorAll('*')].filter((element) =>
        element.getAttributeNames().some((name) => name.startsWith('on'))).length,
      text: document.body.textContent,
      wide: document.documentElement.scrollWidth - innerWidth,
    }));
    assert.ok(seen.text.includes(SHOWN[index]), `payload ${index} is not shown`);
    assert.strictEqual(seen.pwned, undefined, `payload ${index} ran`);
    assert.ok(seen.title.startsWith('error: '), `payload ${index} changed the title`);
    assert.deepStrictEqual([seen.strangers, seen.links, seen.scripts, seen.handlers], [0, 0, 1, 0], `payload ${index} became markup`);
    assert.ok(!UNSEEN.test(seen.text) && !seen.text.includes('\\x8fdnever'), `payload ${index} holds what cannot be seen`);
    assert.ok(seen.wide <= 0, `payload ${index} makes the page ${seen.wide} pixels wider than the window`);
    await closePage(page);
  }
  assert.ok(fs.readFileSync(path.join(folder, 'hostile-10.html'), 'utf8').includes('more bytes)'));
}

/** The policy stops what the escaping would let through. */
async function checkPolicy(browser, file) {
  const broken = path.join(folder, 'policy.html');
  const text = fs.readFileSync(file, 'utf8');
  assert.ok(text.includes('</header>'));
  const stranger = '<script>window.pwned=1</script><b style="color:red">x</b>' +
    '<img src="http://evil.example/x" onerror="window.pwned=1">';
  fs.writeFileSync(broken, text.replace('</header>', `</header>${stranger}`));
  const page = await openPage(browser, broken, {});
  assert.strictEqual(await page.evaluate(() => window.pwned), undefined, 'the policy lets a strange script run');
  assert.deepStrictEqual(page.asked, [], 'the policy lets a strange picture load');
  assert.ok(page.complaints.length >= 3, 'the browser says that it blocked them');
  await page.context().close();
}

/** Every block and button is reached by Tab; Enter opens a block, and copies a command. */
async function checkKeyboard(browser, file) {
  const page = await openPage(browser, file, { viewport: { width: 1280, height: 900 } });
  const states = () => page.evaluate(() => document.querySelectorAll('details[open]').length);
  const selector = 'summary, button.copy, a, [tabindex]';
  await openAll(page);
  const wanted = await page.evaluate((all) => {
    const elements = [...document.querySelectorAll(all)];
    for (const element of elements) element.addEventListener('focus', () => { element.reached = true; });
    return elements.length;
  }, selector);
  for (let i = 0; i < wanted + 1; i++) await page.keyboard.press('Tab');
  const missed = await page.evaluate((all) => [...document.querySelectorAll(all)].filter((e) => !e.reached)
    .map((e) => e.outerHTML.slice(0, 80)), selector);
  assert.deepStrictEqual(missed, [], 'not reached by Tab');

  const before = await states();
  await page.focus('details.finding > summary');
  await page.keyboard.press('Enter');
  assert.strictEqual(await states(), before - 1, 'Enter closes a block');
  await page.keyboard.press('Enter');
  assert.strictEqual(await states(), before, 'Enter opens a block');
  await page.focus('button.copy');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /command is/.test(document.getElementById('said').textContent));
  await closePage(page);
}

/** The button copies exactly the command. */
async function checkCopy(browser, file) {
  const page = await openPage(browser, file, { permissions: ['clipboard-read', 'clipboard-write'] });
  const command = await page.textContent('.command code');
  await page.click('button.copy');
  await page.waitForFunction(() => document.getElementById('said').textContent === 'The command is copied.');
  assert.strictEqual(await page.evaluate(() => navigator.clipboard.readText()), command);
  await closePage(page);
}

/** A link into a closed block opens it. */
async function checkLinks(browser, file) {
  const page = await openPage(browser, file, {});
  const dead = await page.evaluate(() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))
    .filter((href) => !href.startsWith('#') || document.getElementById(href.slice(1)) === null));
  assert.deepStrictEqual(dead, [], 'a link that leads nowhere');
  await page.evaluate(() => { location.hash = document.querySelector('.group:not([open]) article').id; });
  await page.waitForFunction(() => document.getElementById(location.hash.slice(1)).checkVisibility());
  await closePage(page);
}

/** Without scripts everything is there but the buttons; on paper also what was closed. */
async function checkPlain(browser, file) {
  const page = await openPage(browser, file, { javaScriptEnabled: false });
  const text = await page.innerText('main');
  for (const words of ['Non-conformant', 'never sees', 'Lost:', 'curl -gisS', 'Broken clauses']) {
    assert.ok(text.includes(words), `not shown without scripts: ${words}`);
  }
  assert.strictEqual(await page.locator('button:visible').count(), 0, 'a button that does nothing is shown');
  await page.emulateMedia({ media: 'print' });
  const closed = page.locator('details:not([open]) article').first();
  assert.ok((await closed.boundingBox()).height > 10, 'what is closed is not printed');
  await page.screenshot({ path: path.join(folder, 'printed.png'), fullPage: true });
  await page.pdf({ path: path.join(folder, 'printed.pdf'), format: 'A4' });
  await closePage(page);
}

/** Pictures say in words what they show. */
async function checkPictures(browser, file) {
  const page = await openPage(browser, file, {});
  const told = await page.evaluate(() => [...document.querySelectorAll('svg[role=img]')]
    .map((svg) => `${svg.querySelector('title').textContent}. ${svg.querySelector('desc').textContent}`));
  assert.ok(told.length > 0, 'there is a picture');
  for (const words of told) assert.match(words, /^Index line.*Asked for: .*Expected: .*Received: .*cursor/);
  const filled = await page.evaluate(() => getComputedStyle(document.querySelector('rect.lost')).fill);
  assert.match(filled, /url\("?#lost"?\)/, 'what is lost has its pattern');
  await closePage(page);
}

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    const size = checkSize();
    const wrong = path.join(folder, `${WRONG}.html`);
    await judge({ nogap, mutant, name: WRONG, port: 0, options: ['--class', 'core'], file: wrong });
    const plain = render('plain', 'plain');
    await checkViews(browser, wrong, folder);
    await checkViews(browser, plain, folder);
    await checkViews(browser, render('waived', 'waived'), null);
    await checkHostile(browser);
    await checkPolicy(browser, wrong);
    await checkKeyboard(browser, plain);
    await checkCopy(browser, wrong);
    await checkLinks(browser, wrong);
    await checkLinks(browser, plain);
    await checkPlain(browser, wrong);
    await checkPictures(browser, wrong);
    await checkMatrix(browser, { folder, sample, nogap, payloads: PAYLOADS });
    console.log(`${size} bytes before data, ${fs.statSync(wrong).size} with those of ${WRONG}; pictures in ${folder}`);
  } finally {
    await browser.close();
  }
}

main().catch((error) => { console.error(error); process.exit(1); });
