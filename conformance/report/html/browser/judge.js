// Judges a server that is known to be wrong, for a report to look at.
'use strict';

const assert = require('assert');
const { spawn, spawnSync } = require('child_process');

/** Serves a mutant on a port (0: any), runs nogap against it with the options, and writes the HTML report. */
async function judge({ nogap, mutant, name, port, options, file }) {
  const server = spawn(mutant, ['--serve', name, '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const first = await new Promise((resolve, reject) => {
      server.stdout.once('data', (data) => resolve(String(data)));
      server.once('exit', () => reject(new Error(`${name} does not serve`)));
    });
    const url = /http:\S+/.exec(first)[0];
    const words = ['run', url, '--seed', '1', ...options, '--report', `html=${file}`];
    const run = spawnSync(nogap, words, { timeout: 120000 });
    assert.strictEqual(run.status, 1, String(run.stderr));
  } finally {
    server.kill();
  }
}

module.exports = { judge };
