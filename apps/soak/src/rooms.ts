import type { Plan, Room } from './room.ts';
import { executors } from './rooms/executors.ts';

/** Every room, in the order in which they take turns. */
export const rooms: readonly Room[] = [executors].map((room) => room as Room<Plan> as Room);

export function findRoom(name: string): Room {
  const room = rooms.find((one) => one.name === name);
  if (room === undefined)
    throw new RangeError(`there is no room '${name}', only ${rooms.map((one) => one.name).join(', ')}`);
  return room;
}
