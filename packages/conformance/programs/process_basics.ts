/** Processes and the codes they leave. */
import { PassThrough } from 'node:stream';
import { RuntimeError } from '@x/future';
import { activeChildren, Process, taskModule } from '@x/pool/multiprocessing';
import { type Print, typeName } from './py-print.ts';

const { report, leave, fail, sleepLong } = taskModule<typeof import('./tasks/leaving.ts')>(
  new URL('./tasks/leaving.ts', import.meta.url),
);

export async function main(print: Print): Promise<void> {
  const box = new PassThrough({ encoding: 'utf8' });
  let child = new Process({ target: report, args: [4], name: 'clerk', stdout: box });
  print('new:', child.name, child.isAlive(), child.exitcode, child.pid);
  child.start();
  await child.join();
  print('says', ...(JSON.parse(String(box.read())) as unknown[]));
  print('joined:', child.isAlive(), child.exitcode, child.pid !== undefined);
  for (const code of [0, 5]) {
    child = new Process({ target: leave, args: [code] });
    child.start();
    await child.join();
    print('leave', code, '->', child.exitcode);
  }
  // What it says of its error stays between us.
  child = new Process({ target: fail, stderr: new PassThrough() });
  child.start();
  await child.join();
  print('fail ->', child.exitcode);
  for (const how of ['terminate', 'kill'] as const) {
    child = new Process({ target: sleepLong, daemon: true });
    child.start();
    await child.join({ timeout: 30 });
    print('still alive:', child.isAlive(), child.exitcode, 'daemon', child.daemon);
    child[how]();
    await child.join();
    print(how, '->', child.exitcode, 'alive', child.isAlive());
  }
  try {
    child.start();
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    print('start twice:', typeName(error));
  }
  print('children left:', activeChildren().length);
}
