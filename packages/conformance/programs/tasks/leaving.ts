import { currentProcess } from '@x/pool/multiprocessing';

export function report(number: number): void {
  console.log(JSON.stringify([currentProcess().name, number * 11, process.pid !== process.ppid]));
}

export function leave(code: number): never {
  process.exit(code);
}

export function fail(): never {
  throw new Error('child');
}

export function sleepLong(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30_000);
}
