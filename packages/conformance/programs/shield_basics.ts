/** A shield keeps a cancel away from the work, not from the one who waits. */
import { CancelledError, createTask, shield, sleep, type Task, TimeoutError, wait, waitFor } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function save(record: string): Promise<string> {
    try {
      await sleep(80);
    } catch (error) {
      if (error instanceof CancelledError) print(f`${record} lost`);
      throw error;
    }
    print(f`${record} saved`);
    return record;
  }

  async function clerk(task: Task<string>): Promise<string> {
    try {
      return await shield(task);
    } catch (error) {
      if (error instanceof CancelledError) print('clerk goes home');
      throw error;
    }
  }

  const alpha = createTask(() => save('alpha'));
  let person = createTask(() => clerk(alpha));
  await sleep(30);
  person.cancel();
  await wait([person]);
  print(f`clerk ${person.cancelled()} work done ${alpha.done()}`);
  print(f`work gives ${await alpha}`);
  const beta = createTask(() => save('beta'));
  try {
    await waitFor(shield(beta), 30);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print(f`limit hit, work cancelled ${beta.cancelled()}`);
  }
  print(f`then ${await beta}`);
  const gamma = createTask(() => save('gamma'));
  person = createTask(() => clerk(gamma));
  await sleep(30);
  gamma.cancel();
  await wait([person]);
  print(f`work ${gamma.cancelled()} clerk ${person.cancelled()}`);
}
