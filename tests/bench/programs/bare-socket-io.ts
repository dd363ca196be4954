/** Floor: bare socket.io that sends whatever it is given to everybody who joined, and does nothing else. */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { Server } from 'socket.io';

const { PORT } = process.env;

const server = createServer(async (request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(404).end();
    return;
  }
  io.to('thread').emit('changes', await json(request));
  response.writeHead(201).end();
});
const io = new Server(server, { path: '/live', serveClient: false, transports: ['websocket'] });
io.on('connection', (socket) => {
  socket.on('join', (_payload: unknown, answer: (result: object) => void) => {
    socket.join('thread');
    answer({ head: 0, changes: [] });
  });
});
server.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
