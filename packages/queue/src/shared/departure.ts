import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

/** Something that this thread gives up when it has no more use for it. */
interface Leaver {
  leave(): void;
}

const present = new Set<Leaver>();

const collected = new FinalizationRegistry<Leaver>((leaver) => {
  present.delete(leaver);
  leaver.leave();
});

let isListening = false;

/** Calls `leaver.leave()` once `owner` is collected or the thread ends by itself. `leaver` must not refer to `owner`. */
export function leaveWith(owner: object, leaver: Leaver): void {
  collected.register(owner, leaver);
  present.add(leaver);
  // With the main thread everything ends.
  if (isListening || isMainThread) return;
  isListening = true;
  process.once('exit', () => {
    for (const one of present) one.leave();
  });
}
