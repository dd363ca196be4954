import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from 'socket.io';
import { type Connection, terminate } from './sockets.ts';

/** Connections are closed a slice at a time, this often: nobody else shall see all of them at once. */
const SLICE_MS = 100;
/** The next server is to be met by so many clients a second, and none is to be kept away for longer than this. */
const RETURNS_PER_SECOND = 1_000;
const RETURN_MAX_MS = 30_000;
const RETURN_MIN_MS = 1_000;
/** A closing connection gets this long to send what it holds. */
const LAST_WORDS_MS = 1_000;

/**
 * Sends everybody elsewhere within about `ms` milliseconds. Transports are closed, because a client that is
 * disconnected by socket.io's own word takes it as final. New connections must be refused before this is called.
 */
export async function drainConnections(engine: Server['engine'], ms: number): Promise<void> {
  const connections = openConnections(engine);
  const slices = Math.max(1, Math.floor(ms / SLICE_MS));
  const sliceLength = Math.ceil(connections.length / slices);
  for (let at = 0; at < connections.length; at += sliceLength) {
    await pause(Math.min(SLICE_MS, ms));
    for (const connection of connections.slice(at, at + sliceLength)) connection.close();
  }
  const waitUntil = performance.now() + LAST_WORDS_MS;
  while (openConnections(engine).length > 0 && performance.now() < waitUntil) await pause(20);
  endConnections(engine);
}

/** Within how many milliseconds so many clients shall come back, each at a random moment. */
export function spreadOf(connections: number): number {
  return Math.min(RETURN_MAX_MS, Math.max(RETURN_MIN_MS, (connections / RETURNS_PER_SECOND) * 1_000));
}

/** Ends all connections at once, without waiting for any client. */
export function endConnections(engine: Server['engine']): void {
  for (const connection of openConnections(engine)) terminate(connection);
}

function openConnections(engine: Server['engine']): Connection[] {
  return Object.values((engine as unknown as { clients: Record<string, Connection> }).clients);
}
