/** Floor: bare `node:http` that makes one durable SQLite insert for each request, and nothing else. */
import { createServer, type IncomingMessage } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { PORT, DATABASE = '' } = process.env;

const database = new DatabaseSync(DATABASE);
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE comments (id TEXT PRIMARY KEY, thread TEXT, body TEXT, created_at INTEGER) WITHOUT ROWID;
`);
const insert = database.prepare('INSERT INTO comments (id, thread, body, created_at) VALUES (?, ?, ?, ?)');

createServer(async (request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(404).end();
    return;
  }
  const { idempotencyKey, thread, body } = JSON.parse(await read(request));
  insert.run(idempotencyKey, thread.key, body, Date.now());
  const bytes = Buffer.from(JSON.stringify({ id: idempotencyKey, thread: thread.key, body }));
  response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': bytes.length }).end(bytes);
}).listen(Number(PORT), '127.0.0.1');

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
