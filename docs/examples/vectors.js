#!/usr/bin/env node
// Runs the test vectors of nogap against a server, with nothing but what Node.js brings.
//
// Usage: vectors.js FOLDER COMMAND...
//
// FOLDER is fixtures/vectors, or share/nogap/vectors of an installed nogap. COMMAND starts the server; {port} and
// {log} are replaced, for example: vectors.js fixtures/vectors nogap-server --port {port} {log}
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');

const TIMEOUT = 10000;

// Every vector of every file that INDEX.json names; fewer than it counts would be a green that says nothing.
function readVectors(folder) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  const index = read('INDEX.json');
  const vectors = Object.keys(index.files).flatMap((name) => read(name).vectors);
  assert.strictEqual(vectors.length, index.total);
  return vectors;
}

// Sends the query byte for byte: fetch would write it in its own way. Gives all bytes of the answer.
function ask(port, query) {
  const target = query === null ? '/events' : `/events?${query}`;
  return new Promise((resolve, reject) => {
    const pieces = [];
    const connection = net.connect(port, '127.0.0.1', () => {
      connection.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`, 'latin1');
    });
    connection.setTimeout(TIMEOUT, () => connection.destroy(new Error(`no answer to ${target}`)));
    connection.on('data', (piece) => pieces.push(piece));
    connection.on('error', (error) => (error.code === 'ECONNRESET' ? resolve(Buffer.alloc(0)) : reject(error)));
    connection.on('end', () => resolve(Buffer.concat(pieces)));
  });
}

// Gives { status, cursor, events }; the status is 'closed' where no answer came.
function readAnswer(answer) {
  if (answer.length === 0) {
    return { status: 'closed' };
  }
  const end = answer.indexOf('\r\n\r\n');
  const [first, ...lines] = answer.toString('latin1', 0, end).split('\r\n');
  const fields = new Map(lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  }));
  let body = answer.subarray(end + 4);
  if (fields.get('transfer-encoding') === 'chunked') {
    body = unchunk(body);
  }
  const status = first.split(' ')[1];
  return {
    status,
    cursor: fields.get('x-exo-last-idx'),
    events: status === '200' ? JSON.parse(body.toString('utf8')) : undefined,
  };
}

function unchunk(body) {
  const pieces = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const size = parseInt(body.toString('latin1', at, end), 16);
    if (size === 0) {
      return Buffer.concat(pieces);
    }
    pieces.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

function isSame(one, other) {
  try {
    assert.deepStrictEqual(one, other);
    return true;
  } catch {
    return false;
  }
}

// Says what is wrong with an answer, or nothing.
function faultOf(vector, log, { status, cursor, events }) {
  if (status !== '200') {
    const kind = status.startsWith('4') ? '4xx' : status;
    if (!vector.status.includes(kind)) {
      return `${status}, expected ${vector.status.join(' or ')}`;
    }
    return cursor === undefined ? '' : `a refusal with the cursor ${cursor}`;
  }
  if (!vector.status.includes('200')) {
    return `200, expected ${vector.status.join(' or ')}`;
  }
  const isRight = [vector, ...(vector.alternatives ?? [])].some((allowed) =>
    cursor === allowed.end && isSame(events, log.slice(Number(allowed.first), Number(allowed.end))));
  return isRight ? '' : `cursor ${cursor} and ${events.length} events, expected [${vector.first}, ${vector.end})`;
}

function freePort() {
  return new Promise((resolve) => {
    const listener = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}

async function waitFor(port, server) {
  const deadline = Date.now() + TIMEOUT;
  for (;;) {
    const isUp = await new Promise((resolve) => {
      const connection = net.connect(port, '127.0.0.1', () => { connection.end(); resolve(true); });
      connection.on('error', () => resolve(false));
    });
    if (isUp) {
      return;
    }
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error('the server did not start');
    }
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

// Runs the vectors for a log of `count` events, which all differ. Gives what is wrong.
async function runGroup(command, count, vectors) {
  const log = Array.from({ length: count }, (_, index) => ({ event: index }));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-'));
  const file = path.join(folder, 'log.ndjson');
  fs.writeFileSync(file, log.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const port = await freePort();
  const words = command.map((word) => word.replace('{port}', port).replace('{log}', file));
  const server = spawn(words[0], words.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
  const faults = [];
  try {
    await waitFor(port, server);
    for (const vector of vectors) {
      const fault = faultOf(vector, log, readAnswer(await ask(port, vector.query)));
      if (fault) {
        faults.push(`${vector.id} (${vector.clause}): ${fault}`);
      }
    }
  } finally {
    server.kill();
    fs.rmSync(folder, { recursive: true });
  }
  return faults;
}

async function main() {
  const [folder, ...command] = process.argv.slice(2);
  if (command.length === 0) {
    throw new Error('usage: vectors.js FOLDER COMMAND...');
  }
  const vectors = readVectors(folder);
  const faults = [];
  for (const count of new Set(vectors.map((vector) => vector.count))) {
    faults.push(...await runGroup(command, Number(count), vectors.filter((vector) => vector.count === count)));
  }
  console.log([...faults, `${vectors.length - faults.length} of ${vectors.length} vectors right`].join('\n'));
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
