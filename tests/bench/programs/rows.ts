/** Floor: bare `node:http` that reads the 50 newest roots of a thread from SQLite for each request. */
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const { PORT, DATABASE = '', THREAD = '' } = process.env;

const database = new DatabaseSync(DATABASE, { readOnly: true });
// The limit stands in the text: bound as a value it would have SQLite compile the statement at every use.
const newest = database.prepare(`
  SELECT id, thread, parent, rev, status, author_id, author_name, author_avatar, author_badge, html,
    created_at, edited_at, pinned, up, down, reply_count
  FROM comments WHERE place = ? AND in_slices = 1 ORDER BY id DESC LIMIT 50`);

createServer((_request, response) => {
  const bytes = Buffer.from(JSON.stringify(newest.all(THREAD)));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length }).end(bytes);
}).listen(Number(PORT), '127.0.0.1');
