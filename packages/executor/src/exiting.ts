let exiting = false;
let watching = false;

/** From here on it is known when the program has begun to exit: then no worker can answer any more. */
export function watchExit(): void {
  if (watching) return;
  watching = true;
  process.prependListener('exit', () => {
    exiting = true;
  });
}

/** Whether the program's exit handlers are running. */
export function isExiting(): boolean {
  return exiting;
}
