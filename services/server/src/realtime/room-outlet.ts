import type { Backpressure } from './backpressure.ts';
import type { RoomOutlet } from './fan-out.ts';
import { type ReaderNamespace, type ReaderSocket, threadRoomName } from './sockets.ts';
import { SpreadHeads } from './spread-heads.ts';
import type { ThreadRooms } from './thread-rooms.ts';

/**
 * Sends to the sockets of a thread through socket.io's room, which serializes a message once for all of them.
 * Sockets that do not read fast enough are taken out of it first. A room with more than `pagedRoomViewers` on
 * this process is sent heads only: its viewers fetch what they miss by HTTP, spread over time.
 */
export function createRoomOutlet(
  readers: ReaderNamespace,
  backpressure: Backpressure,
  rooms: () => ThreadRooms<ReaderSocket>,
  pagedRoomViewers: number,
): RoomOutlet & { stop(): void } {
  const spreadHeads = new SpreadHeads(backpressure, rooms);
  const isPaged = (thread: string) => rooms().viewersOf(thread).size > pagedRoomViewers;
  const room = (thread: string) => {
    backpressure.check(rooms().viewersOf(thread));
    return readers.to(threadRoomName(thread));
  };
  return {
    sendChanges(thread, head, changes) {
      if (isPaged(thread)) spreadHeads.announce(thread, head);
      else room(thread).emit('changes', { thread, head, changes });
    },
    sendHead(thread, head, viewers) {
      if (isPaged(thread)) spreadHeads.announce(thread, head);
      else room(thread).emit('head', { thread, head, viewers });
    },
    sendReset: (thread, head) => room(thread).emit('reset', { thread, head }),
    keepOnly(thread, site) {
      for (const socket of rooms().viewersOf(thread)) {
        if (socket.data.site !== site) leaveRoom(rooms(), socket, thread);
      }
    },
    stop: () => spreadHeads.stop(),
  };
}

/** Ends what `join` began. Without effect for a thread that was not joined. */
export function leaveRoom(rooms: ThreadRooms<ReaderSocket>, socket: ReaderSocket, thread: string): void {
  socket.data.threads.delete(thread);
  socket.leave(threadRoomName(thread));
  rooms.leave(thread, socket);
}
