import type { Room } from './room.ts';
import { blocking } from './rooms/blocking.ts';
import { executors } from './rooms/executors.ts';
import { files } from './rooms/files.ts';
import { lives } from './rooms/lives.ts';
import { pools } from './rooms/pools.ts';
import { queues } from './rooms/queues.ts';
import { sharedQueues } from './rooms/shared-queues.ts';
import { tasks } from './rooms/tasks.ts';

/** Every room, in the order in which they take turns. */
export const rooms: readonly Room[] = [executors, pools, blocking, lives, queues, sharedQueues, tasks, files];

export function findRoom(name: string): Room {
  const room = rooms.find((one) => one.name === name);
  if (room === undefined)
    throw new RangeError(`there is no room '${name}', only ${rooms.map((one) => one.name).join(', ')}`);
  return room;
}
