/** Callbacks come in the order of their turn or of their time. */
import { getRunningLoop, sleep } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const loop = getRunningLoop();
  loop.callLater(90, print, 'later 90');
  loop.callLater(30, print, 'later 30');
  loop.callAt(loop.time() + 60, print, 'at 60');
  loop.callSoon(print, 'soon 1');
  loop.callSoon(() => {
    print('soon 2');
    loop.callSoon(print, 'soon from soon');
    loop.callLater(0, print, 'later 0');
  });
  loop.callSoon(print, 'soon 3');
  const dropped = loop.callSoon(print, 'never');
  dropped.cancel();
  const timer = loop.callLater(30, print, 'never either');
  print(f`cancelled ${dropped.cancelled()} ${timer.cancelled()}`);
  timer.cancel();
  print(f`then ${timer.cancelled()}, when in the future ${timer.when() > loop.time()}`);
  await sleep(120);
  print('-- equal deadlines');
  const when = loop.time() + 30;
  const together: string[] = [];
  for (const name of ['one', 'two', 'three']) loop.callAt(when, () => together.push(name));
  loop.callLater(-5, print, 'negative delay');
  await sleep(60);
  print(together.sort().join(' '));
  const start = loop.time();
  await sleep(50);
  print(f`clock moved ${loop.time() - start >= 49}`);
  print(await sleep(10, 'sleep gives this back'));
}
