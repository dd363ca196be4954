import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

type DriverConnection = { destroy(): void };
type DriverConnectionClass = new (socket: Socket, options: object) => DriverConnection;

/** The driver that mongoose brings along; it has no public name for this class, only the option that takes one. */
const fromMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const { Connection } = fromMongoose('mongodb/lib/cmap/connection.js') as {
  Connection: DriverConnectionClass;
};

/**
 * A connection that counts as closed as soon as the server has ended it. The driver's own (7.8) waits for its
 * socket to be closed on this side too; a command written in between waits for ever, without a time-out, and
 * when it is the monitor's, this process never finds the server again.
 */
export class PromptConnection extends Connection {
  constructor(socket: Socket, options: object) {
    super(socket, options);
    socket.once('end', () => this.destroy());
  }
}
