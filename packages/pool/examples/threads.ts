import { Thread, Timer } from '@x/pool/threading';

const counter = new Int32Array(new SharedArrayBuffer(4));
const threads = [1, 2, 3].map(
  (step) =>
    new Thread({ target: (cells: Int32Array, n: number) => void Atomics.add(cells, 0, n), args: [counter, step] }),
);
for (const thread of threads) thread.start();
for (const thread of threads) await thread.join();
console.log(counter[0]); // => 6

const timer = new Timer(20, (text: string) => console.log(text), { args: ['tea is ready'] });
timer.start();
await timer.join();
// => tea is ready
