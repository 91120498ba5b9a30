/** Resolves when what was printed has left this thread or process. */
export async function flushOutput(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableLength > 0 && !stream.destroyed) await new Promise((done) => stream.write('', done));
  }
}
