import { Process } from '@x/pool/multiprocessing';

const child = new Process({ target: (code: number) => process.exit(code), args: [3], name: 'clerk' });
child.start();
await child.join();
console.log(child.name, child.exitcode); // => clerk 3

const endless = new Process({
  target: () => {
    for (;;);
  },
  daemon: true,
});
endless.start();
endless.terminate();
await endless.join();
console.log(endless.exitcode); // => -15
