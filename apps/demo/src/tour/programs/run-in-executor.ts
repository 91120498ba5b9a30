/** Work beside the loop, whose tasks go on. */
import { getRunningLoop, run, toThread } from '@x/event-loop';
import { ProcessPoolExecutor } from '@x/executor';

function multiply(a: number, b: number): number {
  let product = 0;
  for (let i = 0; i < b; i++) product += a;
  return product;
}

async function main(): Promise<void> {
  const loop = getRunningLoop();
  {
    await using executor = new ProcessPoolExecutor({ maxWorkers: 1 });
    const product = loop.runInExecutor(executor, multiply, 2, 30_000_000);
    console.log('the loop is free');
    console.log('from a process:', await product);
  }
  console.log('from a thread:', await toThread(multiply, 6, 7));
}

await run(main);
