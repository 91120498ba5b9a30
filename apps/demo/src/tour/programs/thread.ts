/** A thread, and what it leaves in shared memory. */
import { Thread } from '@x/pool/threading';

function addUp(cells: Int32Array, limit: number): void {
  for (let number = 1; number <= limit; number++) Atomics.add(cells, 0, number);
}

const cells = new Int32Array(new SharedArrayBuffer(4));
const thread = new Thread({ target: addUp, args: [cells, 1000], name: 'adder' });
console.log('before:', thread.name, thread.isAlive() ? 'alive' : 'not alive');
thread.start();
await thread.join();
console.log('after:', thread.name, thread.isAlive() ? 'alive' : 'not alive');
console.log('sum:', cells[0]);
