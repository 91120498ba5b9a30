/** The first error comes out of gather at once; the others keep working. */
import { CancelledError, createTask, gather, sleep } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Jam extends Error {}

export async function main(print: Print): Promise<void> {
  async function printer(name: string, delay: number, fails = false): Promise<string> {
    try {
      await sleep(delay);
    } catch (error) {
      if (error instanceof CancelledError) print(f`${name} cancelled`);
      throw error;
    }
    if (fails) {
      print(f`${name} jams`);
      throw new Jam(name);
    }
    print(f`${name} prints`);
    return name;
  }

  const slow = createTask(() => printer('slow', 120));
  try {
    await gather([slow, () => printer('mid', 40, true), () => printer('worse', 80, true)]);
  } catch (error) {
    if (!(error instanceof Jam)) throw error;
    print(f`caught ${typeName(error)} ${error}`);
  }
  print(f`slow done=${slow.done()} cancelled=${slow.cancelled()}`);
  print(f`slow gives ${await slow}`);
  const both = gather([() => printer('left', 1_000), () => printer('right', 1_000)]);
  await sleep(30);
  print(f`cancel ${both.cancel()}`);
  try {
    await both;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    print(f`gather cancelled=${both.cancelled()}`);
  }
}
