import fc from 'fast-check';
import type { Plan, Room } from './room.ts';
import { findRoom } from './rooms.ts';

/** A plan and the room that it is for. */
export interface Program {
  readonly room: string;
  readonly plan: Plan;
}

/** The programs of a seed: number `index` is the same each time. */
export function programOf(rooms: readonly string[], seed: number, index: number): { program: Program; name: string } {
  const room = findRoom(rooms[index % rooms.length] ?? '');
  const ownSeed = mix(seed, index);
  return { program: { room: room.name, plan: planOf(room, ownSeed) }, name: `${room.name}:${ownSeed}` };
}

/** The program that a name of {@link programOf} stands for: `queues:123`. */
export function programNamed(name: string): Program {
  const [room = '', seed = ''] = name.split(':');
  if (!/^-?\d+$/.test(seed)) throw new RangeError(`a program is named like 'queues:123', got '${name}'`);
  return { room, plan: planOf(findRoom(room), Number(seed)) };
}

/** The plan of a seed. */
export function planOf(room: Room, seed: number): Plan {
  const [plan] = fc.sample(room.plans, { seed, numRuns: 1 });
  return plan as Plan;
}

// Neighbouring seeds shall have nothing in common.
function mix(seed: number, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) | 0;
}
