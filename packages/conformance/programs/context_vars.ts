/** Each task has its own copy of the context of its maker. */
import { ContextVar, createTask, getRunningLoop, run, sleep, toThread } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

const user = new ContextVar<string>('user', { default: 'nobody' });
const trace = new ContextVar<string>('trace');

async function visit(name: string): Promise<string> {
  const log = [f`enters as ${user.get()}`];
  user.set(name);
  await sleep(20);
  log.push(f`still ${user.get()}`);
  await rename();
  log.push(f`after plain call ${user.get()}`);
  return f`${name}: ${log.join(', ')}`;
}

async function rename(): Promise<void> {
  user.set(user.get() + '!');
}

async function inside(print: Print): Promise<void> {
  try {
    trace.get();
  } catch (error) {
    print('unset:', typeName(error), '/ with fallback:', trace.get('none'));
  }
  user.set('root');
  const tasks = ['kim', 'lou'].map((name) => createTask(() => visit(name)));
  user.set('root2');
  tasks.push(createTask(() => visit('max')));
  for (const task of tasks) print(await task);
  print('main is still', user.get());
  const token = user.set('temp');
  print('temp:', user.get());
  getRunningLoop().callSoon(() => print('callback sees', user.get()));
  user.reset(token);
  print('reset:', user.get());
  await sleep(0);
  // A thread has its own memory: what it is to know, it is given.
  print('in a thread:', await toThread((name: string) => name, user.get()));
}

export async function main(print: Print): Promise<void> {
  await run(() => inside(print));
  print('outside:', user.get());
}
