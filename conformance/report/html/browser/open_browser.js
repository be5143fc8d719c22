// Debian's Chromium, driven by playwright-core: found in PATH, with a profile of its own, offline.
'use strict';

const fs = require('fs');
const path = require('path');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Gives the path of a browser in PATH, or null. */
function findBrowser() {
  for (const name of NAMES) {
    for (const folder of (process.env.PATH || '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  return null;
}

/** Starts the browser, or ends the process with status 77 where it or its driver is not there. */
async function openBrowser() {
  const executablePath = findBrowser();
  let driver = null;
  try {
    driver = require('playwright-core');
  } catch {
    console.log('skipped: the npm packages of this folder are not installed (ci/setup installs them)');
    process.exit(77);
  }
  if (executablePath === null) {
    console.log('skipped: there is no chromium in PATH (ci/setup installs it)');
    process.exit(77);
  }
  return driver.chromium.launch({ executablePath, args: FLAGS });
}

module.exports = { openBrowser };
