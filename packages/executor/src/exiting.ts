/** Workers that may still be there when the program has nothing more to do. */
export interface Guest {
  /** Lets go of whoever is idle. */
  sayGoodbye(): void;
}

const guests = new Set<Guest>();
let exiting = false;
let watching = false;

/** Whether the program's exit handlers are running: then no worker can answer any more. */
export function isExiting(): boolean {
  return exiting;
}

/**
 * Notes that `guest` has workers. As in Python they are let go in good order when the program has nothing more to do:
 * what they printed is shown, and their finalizers run.
 */
export function welcome(guest: Guest): void {
  watchExit();
  guests.add(guest);
}

/** `guest` has no workers any more. */
export function forget(guest: Guest): void {
  guests.delete(guest);
}

/** From here on it is known when the program has begun to exit. */
export function watchExit(): void {
  if (watching) return;
  watching = true;
  process.on('beforeExit', () => {
    for (const guest of guests) guest.sayGoodbye();
  });
  process.prependListener('exit', () => {
    exiting = true;
  });
}
