/** Floor: bare `node:http` that answers with bytes it was given, headers and all. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const { PORT, ANSWERS = '' } = process.env;

const answers = new Map(
  ['plain', 'br'].map((name) => {
    const headers: Record<string, string> = JSON.parse(readFileSync(join(ANSWERS, `${name}.json`), 'utf8'));
    return [`/${name}`, { headers, bytes: readFileSync(join(ANSWERS, name)) }];
  }),
);

createServer((request, response) => {
  const answer = answers.get(request.url ?? '');
  if (answer) response.writeHead(200, answer.headers).end(answer.bytes);
  else response.writeHead(404).end();
}).listen(Number(PORT), '127.0.0.1');
