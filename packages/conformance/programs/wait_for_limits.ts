/** One awaitable, one limit. */
import { type Awaitable, CancelledError, createTask, sleep, TimeoutError, waitFor } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Sour extends Error {}

export async function main(print: Print): Promise<void> {
  async function brew(minutes: number, sour = false): Promise<string> {
    try {
      await sleep(minutes * 10);
    } catch (error) {
      if (error instanceof CancelledError) print(f`brew ${minutes} poured away`);
      throw error;
    }
    if (sour) throw new Sour(String(minutes));
    return `tea ${minutes}`;
  }

  async function attempt(label: string, awaitable: Awaitable<string>, timeout?: number): Promise<void> {
    try {
      print(f`${label}: ${await waitFor(awaitable, timeout)}`);
    } catch (error) {
      if (!(error instanceof TimeoutError || error instanceof Sour)) throw error;
      print(f`${label}: ${typeName(error)} cause ${typeName(error.cause)}`);
    }
  }

  await attempt('in time', () => brew(3), 200);
  await attempt('too late', () => brew(30), 40);
  await attempt('no limit', () => brew(3));
  await attempt('own error', () => brew(3, true), 200);
  const task = createTask(() => brew(5));
  await attempt('zero', task, 0);
  print(f`task cancelled: ${task.cancelled()}`);
  const done = createTask(() => brew(0));
  await done;
  await attempt('zero but done', done, 0);
  await attempt('negative but done', done, -1);
}
