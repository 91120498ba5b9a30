/** A group waits for all of its tasks, and falls together. */
import { CancelledError, catchGroup, sleep, type Task, taskGroup } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Torn extends Error {}

export async function main(print: Print): Promise<void> {
  async function sail(name: string, delay: number, fails = false): Promise<string> {
    try {
      await sleep(delay);
    } catch (error) {
      if (error instanceof CancelledError) print(f`${name} lowered`);
      throw error;
    }
    if (fails) throw new Torn(name);
    print(f`${name} set`);
    return name;
  }

  const [mainSail, jib] = await taskGroup(async (group) => {
    const both = [
      group.createTask(() => sail('main', 60), { name: 'main-sail' }),
      group.createTask(() => sail('jib', 20)),
    ] as const;
    print('body ends');
    return both;
  });
  print(f`after group ${mainSail.result()} ${jib.result()} ${mainSail.getName()}`);
  const tasks: Task<string>[] = [];
  try {
    await taskGroup(async (group) => {
      tasks.push(group.createTask(() => sail('spanker', 30)));
      tasks.push(group.createTask(() => sail('topsail', 70, true)));
      tasks.push(group.createTask(() => sail('staysail', 500)));
      await sleep(200);
      print('body never gets here');
    });
  } catch (error) {
    catchGroup(error, Torn, (failed) => {
      print(f`${typeName(failed)} of ${failed.exceptions.length}: ${failed.exceptions[0]}`);
    });
  }
  print(tasks.map((t) => (t.cancelled() ? 'cancelled' : t.exception() ? 'failed' : t.result())).join(' '));
}
