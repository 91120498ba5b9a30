/** Crawl a small site: three fetchers share a queue, the counting is done in processes. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTask, currentTask, gather, getRunningLoop, guard, TimeoutError, waitFor } from '@x/event-loop';
import { ProcessPoolExecutor, taskModule } from '@x/executor';
import { Queue } from '@x/queue';
import { f, type Print, typeName } from './py-print.ts';

const SITE = new Map([
  ['/', 'welcome to the garden see /roses and /herbs or /attic'],
  ['/roses', 'red roses and white roses go /herbs or /slow'],
  ['/herbs', 'mint sage and thyme go / or /lost or /broken'],
  ['/attic', 'dust and more dust and no way out'],
  ['/slow', 'this page takes far too long /attic'],
]);

const { countWords } = taskModule<typeof import('./tasks/counting.ts')>(
  new URL('./tasks/counting.ts', import.meta.url),
);

class BadPage extends Error {}

type Page = [count: number, most: string] | string;

async function startServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/broken') {
      request.socket.destroy();
      return;
    }
    const body = SITE.get(path);
    const answer = (): void => void response.writeHead(body === undefined ? 404 : 200).end(body ?? 'nothing here');
    if (path === '/slow') setTimeout(answer, 10_000).unref();
    else answer();
  });
  await guard(new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  return server;
}

async function fetchPage(port: number, path: string): Promise<string> {
  const signal = currentTask()?.signal;
  let response: Response;
  try {
    response = await fetch(`http://127.0.0.1:${port}${path}`, signal ? { signal } : {});
  } catch (error) {
    // fetch says TypeError when the connection ends without an answer.
    if (error instanceof TypeError) throw new BadPage('no answer');
    throw error;
  }
  if (response.status !== 200) throw new BadPage(`status ${response.status}`);
  return await response.text();
}

export async function main(print: Print): Promise<void> {
  await using processes = new ProcessPoolExecutor({ maxWorkers: 2 });
  await processes.submit(countWords, 'warm up');
  const server = await startServer();
  const { port } = server.address() as AddressInfo;
  const todo = new Queue<string>();
  const seen = new Set(['/']);
  const pages = new Map<string, Page>();

  async function fetcher(): Promise<never> {
    for (;;) {
      const path = await todo.get();
      try {
        const body = await waitFor(() => fetchPage(port, path), 1_000);
        pages.set(path, await getRunningLoop().runInExecutor(processes, countWords, body));
        for (const link of body.split(' ')) {
          if (!link.startsWith('/') || seen.has(link)) continue;
          seen.add(link);
          todo.putNowait(link);
        }
      } catch (error) {
        if (error instanceof TimeoutError) pages.set(path, typeName(error));
        else if (error instanceof BadPage) pages.set(path, `${typeName(error)} ${error.message}`);
        else throw error;
      } finally {
        todo.taskDone();
      }
    }
  }

  todo.putNowait('/');
  const workers = [1, 2, 3].map(() => createTask(fetcher));
  await todo.join();
  for (const worker of workers) worker.cancel();
  const ended = await gather(workers, { returnExceptions: true });
  server.close();
  server.closeAllConnections();
  for (const path of [...pages.keys()].sort()) {
    const page = pages.get(path);
    print(path, '->', typeof page === 'string' ? page : f`${page?.[0]} words, mostly '${page?.[1]}'`);
  }
  const words = [...pages.values()].reduce((sum, page) => sum + (typeof page === 'string' ? 0 : page[0]), 0);
  print('workers:', [...new Set(ended.map(typeName))].sort(), 'words:', words);
}
