/** With eager tasks the first step happens inside createTask. */
import { allTasks, createTask, eagerTaskFactory, gather, getRunningLoop, sleep } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class NoTree extends Error {}

export async function main(print: Print): Promise<void> {
  const cache = new Map([['oak', 40]]);

  async function height(tree: string): Promise<number> {
    print(f`look at ${tree}`);
    const known = cache.get(tree);
    if (known !== undefined) return known;
    if (tree === 'stone') throw new NoTree(tree);
    await sleep(20);
    print(f`${tree} measured`);
    return tree.length;
  }

  const lazy = createTask(() => height('oak'), { name: 'lazy' });
  print(f`lazy done ${lazy.done()}`);
  await lazy;
  getRunningLoop().setTaskFactory(eagerTaskFactory);
  for (const tree of ['oak', 'pine', 'stone']) {
    print(f`make ${tree}`);
    const task = createTask(() => height(tree), { name: `eager-${tree}` });
    print(f`${tree} done ${task.done()} in all_tasks ${allTasks().has(task)} named ${task.getName()}`);
    try {
      print(f`${tree} is ${await task}`);
    } catch (error) {
      if (!(error instanceof NoTree)) throw error;
      print(f`${tree} raised ${typeName(error)}`);
    }
  }
  print(f`gather ${await gather([() => height('oak'), () => height('fir')])}`);
}
