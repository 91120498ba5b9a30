/** A scheduler whose clock is ours: no waiting, exact order. */
import { Scheduler } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  let now = 0;
  const log: string[] = [];
  const plan = new Scheduler({
    timefunc: () => now,
    delayfunc: (amount) => {
      if (amount > 0) log.push(f`wait ${amount}`);
      now += amount;
    },
  });

  function act(name: string, again = 0): void {
    log.push(f`${now}: ${name}`);
    if (again > 0) plan.enter(5, 1, act, { argument: [name, again - 1] });
  }

  plan.enter(10, 2, act, { argument: ['second choice'] });
  plan.enter(10, 1, act, { argument: ['first choice'] });
  plan.enter(3, 1, act, { argument: ['early'] });
  const dropped = plan.enter(4, 1, act, { argument: ['dropped'] });
  plan.enterabs(12, 1, act, { argument: ['repeats', 2] });
  plan.enter(10, 1, act, { argument: ['first choice again'] });
  print(
    'planned:',
    plan.queue.map((event) => event.argument[0]),
  );
  plan.cancel(dropped);
  try {
    plan.cancel(dropped);
  } catch (error) {
    print('cancel twice:', typeName(error));
  }
  print('empty', plan.empty());
  await plan.run();
  for (const line of log) print(line);
  print('empty', plan.empty(), 'now', now);
  plan.enter(7, 1, act, { argument: ['later'] });
  print('not yet due, next in', plan.run({ blocking: false }), 'empty', plan.empty());
}
