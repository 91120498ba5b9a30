import { ThreadPoolExecutor } from '@x/executor';

await using executor = new ThreadPoolExecutor({ maxWorkers: 2 });

const lengths: number[] = [];
for await (const length of executor.mapWith({ chunksize: 2 }, (word: string) => word.length, ['a', 'bee', 'sea'])) {
  lengths.push(length);
}
console.log(lengths); // => [ 1, 3, 3 ]

// Endless input: only two calls are under way at a time, and leaving the loop ends it.
function* count() {
  for (let n = 0; ; n++) yield n;
}
for await (const square of executor.mapWith({ buffersize: 2 }, (n: number) => n * n, count())) {
  if (square > 50) {
    console.log(square); // => 64
    break;
  }
}
