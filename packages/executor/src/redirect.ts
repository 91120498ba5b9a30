import type { Readable, Writable } from 'node:stream';

interface Speaker {
  readonly stdout?: Readable | null;
  readonly stderr?: Readable | null;
}

/** Leads what a worker prints to other streams than the program's own. */
export function redirect(
  worker: Speaker | undefined,
  { stdout, stderr }: { readonly stdout?: Writable | undefined; readonly stderr?: Writable | undefined },
): void {
  lead(worker?.stdout, process.stdout, stdout);
  lead(worker?.stderr, process.stderr, stderr);
}

function lead(from: Readable | null | undefined, usual: Writable, to: Writable | undefined): void {
  if (to === undefined || from === null || from === undefined) return;
  from.unpipe(usual);
  from.pipe(to, { end: false });
}
