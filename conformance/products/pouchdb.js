#!/usr/bin/env node
// PouchDB Server (express-pouchdb) with a database in memory, as CouchDB's clients meet it: GET /db/_changes is the feed, POST /db appends.
"use strict";

const express = require("express");
const expressPouchDB = require("express-pouchdb");
const PouchDB = require("pouchdb-core").plugin(require("pouchdb-adapter-memory"));
const { parseFlags, makeEvent, serve } = require("./server.js");

async function main() {
  const flags = parseFlags();
  const Memory = PouchDB.defaults({ adapter: "memory" });
  const app = express();
  app.use(expressPouchDB(Memory, { mode: "minimumForPouchDB", inMemoryConfig: true }));
  const db = new Memory("db"); // after the line above, which keeps the list of databases
  for (let index = 0; index < flags.events; index++) await db.post(makeEvent(index));
  serve(app, flags.port, "/db/_changes");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
