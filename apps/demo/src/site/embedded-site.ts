import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { SiteReady } from './serve.ts';

/** A site on this machine that a survey can run on without a network. */
export interface EmbeddedSite extends AsyncDisposable, SiteReady {}

const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * Starts the embedded site in a process of its own, as a site elsewhere would be: what it computes does not slow the
 * survey down, nor count as its CPU time.
 *
 * @param signal - gives up the start when aborted; its reason is thrown
 * @throws Error when the site cannot start.
 */
export async function openEmbeddedSite(signal?: AbortSignal): Promise<EmbeddedSite> {
  const child = fork(new URL(`./serve.${EXTENSION}`, import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit') as Promise<[code: number | null, killedBy: NodeJS.Signals | null]>;
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  try {
    const early = exited.then(([code, killedBy]): never => {
      throw new Error(
        `the embedded site could not start: its process ended with ${killedBy ?? `exit code ${code ?? '?'}`}`,
      );
    });
    early.catch(() => {}); // It ends in any case, and only an early end is an error.
    const [ready] = (await Promise.race([once(child, 'message', { signal }), early])) as [SiteReady];
    return { ...ready, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    signal?.throwIfAborted();
    throw error;
  }
}
