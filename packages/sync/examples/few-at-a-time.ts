// Many downloads, three at a time.
import { Semaphore } from '@x/sync';

const atOnce = new Semaphore(3);
let running = 0;
let most = 0;

async function download(name: string): Promise<string> {
  running++;
  most = Math.max(most, running);
  await new Promise((resolve) => setTimeout(resolve, 5));
  running--;
  return `${name}.html`;
}

const names = Array.from({ length: 10 }, (_, i) => `page-${i}`);
const files = await Promise.all(names.map((name) => atOnce.with(() => download(name))));
console.log(files.length, 'files, at most', most, 'at a time');

/* prints
10 files, at most 3 at a time
*/
