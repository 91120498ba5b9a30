import { CancelledError, createTask, run, sleep } from '@x/event-loop';

/** For callers who have a signal: a task that is cancelled when it aborts. */
async function search(word: string, signal: AbortSignal): Promise<string> {
  return run(async () => {
    const searching = createTask(() => sleep(60_000, word));
    signal.addEventListener('abort', () => searching.cancel(signal.reason), { once: true });
    return await searching;
  });
}

await search('rose', AbortSignal.timeout(20)).catch((error: unknown) => {
  if (!(error instanceof CancelledError)) throw error;
  console.log('cancelled by a', (error.args[0] as Error).name);
});
