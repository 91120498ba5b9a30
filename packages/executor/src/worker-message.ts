import {
  BEGAN,
  DONE,
  GONE,
  MEMORY,
  PROGRESS,
  READY,
  REFUSED,
  STRAY,
  UNREADABLE,
  type Message,
} from './worker/protocol.ts';
import { isReply } from './worker/reply.ts';

/**
 * Whether a message is one that a worker of an executor sends. On processes task code has the same channel:
 * `process.send()` of something else must not be taken for an answer.
 */
export function isWorkerMessage(message: unknown): message is Message {
  if (!Array.isArray(message)) return false;
  const [kind, about] = message as unknown[];
  switch (kind) {
    case DONE:
      return isReply(message);
    case BEGAN:
    case PROGRESS:
    case MEMORY:
    case GONE:
      return Number.isSafeInteger(about);
    case REFUSED:
    case STRAY:
      return typeof about === 'object' && about !== null;
    case READY:
    case UNREADABLE:
      return true;
    default:
      return false;
  }
}
