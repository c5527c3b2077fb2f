// Imports a list with csv-parse and better-sqlite3, as one would write it.
//
// usage: node import.mjs LIST DATABASE
//
// People are told by their user name: who is there already is changed.
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";

// The packages lie in $NODE_PATH, where only require() looks.
const require = createRequire(import.meta.url);
const { parse } = require("csv-parse");
const Database = require("better-sqlite3");

const names = ["ref", "first", "last", "email", "phone", "number", "place",
  "place_name", "role", "language", "joined"];
const [list, file] = process.argv.slice(2);
const db = new Database(file);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("cache_size = -262144");
db.exec(`CREATE TABLE IF NOT EXISTS person (${names.join(", ")});
  CREATE UNIQUE INDEX IF NOT EXISTS person_ref ON person (ref);
  CREATE UNIQUE INDEX IF NOT EXISTS person_email ON person (email)`);
const put = db.prepare(
  `INSERT INTO person VALUES (${names.map(() => "?").join(", ")})
   ON CONFLICT (ref) DO UPDATE SET
   ${names.slice(1).map((n) => `${n} = excluded.${n}`).join(", ")}`);
const rows = createReadStream(list).pipe(parse({ delimiter: ";", from: 2 }));
db.exec("BEGIN IMMEDIATE");
for await (const row of rows)
  put.run(row);
db.exec("COMMIT");
db.close();
