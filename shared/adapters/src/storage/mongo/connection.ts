import mongoose, { type Connection, type ConnectOptions } from 'mongoose';
import { PromptConnection } from './prompt-connection.ts';

/** How long an operation looks for a server that takes writes: an election takes about as long. */
const SERVER_SELECTION_TIMEOUT_MS = 2_500;
const CONNECT_TIMEOUT_MS = 2_500;
/** A socket that says nothing for so long is given up; longer than the longest recount of a large thread. */
const SOCKET_TIMEOUT_MS = 20_000;
/** How long an operation waits for a free connection before the store counts as unavailable. */
const POOL_WAIT_TIMEOUT_MS = 5_000;
/** Connections of one process: enough to keep a server busy, few enough for many processes. */
const POOL_SIZE_MAX = 30;
/** How long a write waits for the majority before it counts as failed, although it may still happen. */
const MAJORITY_TIMEOUT_MS = 5_000;

/**
 * Opens a connection of our own; nothing of mongoose's global state is used or changed. Works with a
 * stand-alone server as well as with a replica set: whether writes may be repeated is the driver's to find out.
 */
export async function connect(url: string): Promise<Connection> {
  const instance = new mongoose.Mongoose({
    strictQuery: 'throw',
    sanitizeFilter: true,
    updatePipeline: true,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  });
  const connection = instance.createConnection(url, {
    appName: 'parley',
    readPreference: 'primary',
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: MAJORITY_TIMEOUT_MS },
    maxPoolSize: POOL_SIZE_MAX,
    waitQueueTimeoutMS: POOL_WAIT_TIMEOUT_MS,
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    // Identifiers are strings and times are numbers: nothing needs the driver's own classes.
    promoteValues: true,
    connectionType: PromptConnection,
  } as ConnectOptions);
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.destroy();
    throw error;
  }
}
