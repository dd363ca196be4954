/** Floor: bare `node:http` that answers with the bytes it was given, headers and all. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { PORT, ANSWER = '' } = process.env;

const { headers, body } = JSON.parse(readFileSync(ANSWER, 'utf8'));
const bytes = Buffer.from(body);

createServer((_request, response) => {
  response.writeHead(200, headers).end(bytes);
}).listen(Number(PORT), '127.0.0.1');
