import { ThreadPool } from '@x/pool';

await using pool = new ThreadPool(2);

// Endless input: read a few chunks ahead, and let go of when the loop is left.
function* count() {
  for (let n = 0; ; n++) yield n;
}
for await (const square of pool.imap((n: number) => n * n, count(), { chunksize: 4 })) {
  if (square > 50) {
    console.log(square); // => 64
    break;
  }
}
