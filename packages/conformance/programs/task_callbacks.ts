/** Done callbacks run in order, after the task, through the loop. */
import { createTask, sleep, type Task } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const log: string[] = [];

  function note(tag: string): (task: Task<string>) => void {
    return (task) => log.push(f`${tag}:${task.getName()}:${task.result()}`);
  }

  async function bake(): Promise<string> {
    log.push('bake begins');
    await sleep(30);
    log.push('bake ends');
    return 'bread';
  }

  const task = createTask(bake, { name: 'oven' });
  const twice = note('twice');
  const dropped = note('dropped');
  task.addDoneCallback(note('first'));
  task.addDoneCallback(twice);
  task.addDoneCallback(dropped);
  task.addDoneCallback(twice);
  task.addDoneCallback(dropped);
  print('removed:', task.removeDoneCallback(dropped), task.removeDoneCallback(dropped));
  log.push(f`main gets ${await task}`);
  task.addDoneCallback(note('late'));
  log.push('late one added');
  await sleep(0);
  log.push('main ends');
  for (const line of log) print(line);
}
