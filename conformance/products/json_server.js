#!/usr/bin/env node
// json-server with one collection in memory: GET /events is the feed, POST /events appends and gives the next id.
"use strict";

const jsonServer = require("json-server");
const { parseFlags, makeEvent, serve } = require("./server.js");

const flags = parseFlags();
const events = Array.from({ length: flags.events }, (_, index) => ({ ...makeEvent(index), id: index + 1 }));
const app = jsonServer.create();
app.use(jsonServer.defaults({ logger: false, static: __dirname }));
app.use(jsonServer.router({ events }));
serve(app, flags.port, "/events");
