/** A coroutine does nothing until somebody awaits or runs it. */
import { coroutine, run, RuntimeError, sleep } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Refused extends Error {
  readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super(args.join(' '));
    this.args = args;
  }
}

export async function main(print: Print): Promise<void> {
  const log: string[] = [];

  const weigh = coroutine(async (kilos: number): Promise<number> => {
    log.push(f`weigh ${kilos}`);
    return kilos * 2;
  });

  async function market(): Promise<string> {
    const parcel = weigh(4);
    log.push('parcel made');
    await sleep(0);
    log.push(f`parcel counts ${await parcel}`);
    return 'closed';
  }

  async function nothing(): Promise<unknown> {
    return undefined;
  }

  async function broken(): Promise<void> {
    throw new Refused('no scale', 7);
  }

  async function nested(): Promise<void> {
    try {
      await run(nothing);
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      print('nested run:', typeName(error));
    }
  }

  print('market', await run(market));
  print(log.join('; '));
  print('nothing gives', await run(nothing));
  try {
    await run(broken);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    print('broken:', typeName(error), ...error.args);
  }
  await run(nested);
  try {
    await run(42 as never);
  } catch (error) {
    print('not a coroutine:', typeName(error));
  }
}
