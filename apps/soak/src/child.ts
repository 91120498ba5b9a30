/** Plays programs in a process of their own, one after the other, and then has nothing left to do: see report.ts. */
import { playOrder } from './play-order.ts';
import type { Order } from './report.ts';
import { findRoom } from './rooms.ts';

await playOrder(JSON.parse(process.argv[2] ?? '') as Order, findRoom);
