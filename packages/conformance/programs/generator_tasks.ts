/** A tiny scheduler: generators take turns on one pile of work. */
import { Queue } from '@x/queue';
import { f, type Print } from './py-print.ts';

function* digger(name: string, holes: Queue<number>): Generator<string, string> {
  let dug = 0;
  while (!holes.empty()) {
    for (let depth = holes.getNowait(); depth > 0; depth--) yield f`${name} at ${depth}`;
    dug += 1;
  }
  return f`${name} dug ${dug}`;
}

function* counter(limit: number): Generator<number, number, number | undefined> {
  let total = 0;
  while (total < limit) total += (yield total) ?? 1;
  return total;
}

export function main(print: Print): void {
  function runAll(tasks: Generator<string, string>[]): void {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const { done, value } = task.next();
      if (done === true) print('->', value);
      else {
        print(value);
        tasks.push(task);
      }
    }
  }

  const holes = new Queue<number>();
  for (const depth of [2, 1, 3, 0, 1]) holes.putNowait(depth);
  runAll([digger('ada', holes), digger('ben', holes)]);
  const steps = counter(10);
  print('send:', steps.next().value, steps.next(4).value, steps.next().value, steps.next(3).value);
  const { done, value } = steps.next(5);
  if (done === true) print('total', value);
}
