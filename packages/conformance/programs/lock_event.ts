/** One key and one gate. */
import { createTask, gather, sleep } from '@x/event-loop';
import { Event, Lock } from '@x/sync';
import { f, type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function guest(name: string, lock: Lock, stay: number): Promise<void> {
    print(f`${name} asks, locked=${lock.locked()}`);
    await using _ = await lock.hold();
    print(f`${name} in`);
    await sleep(stay);
    print(f`${name} out`);
  }

  async function runner(name: string, gate: Event): Promise<void> {
    print(f`${name} lines up, open=${gate.isSet()}`);
    print(f`${name} runs ${await gate.wait()}`);
  }

  const lock = new Lock();
  await gather(['uma', 'vic', 'wes'].map((name) => () => guest(name, lock, 20)));
  print(f`locked after ${lock.locked()}`);
  try {
    lock.release();
  } catch (error) {
    print(f`release: ${typeName(error)}`);
  }
  const gate = new Event();
  const team = ['x', 'y'].map((name) => createTask(() => runner(name, gate)));
  await sleep(20);
  gate.set();
  print('gate opened');
  gate.clear();
  const late = createTask(() => runner('z', gate));
  await sleep(20);
  print(f`z through ${late.done()}`);
  gate.set();
  gate.set();
  await gather([...team, late]);
  print(f`gate open ${gate.isSet()}, passes at once ${await gate.wait()}`);
}
