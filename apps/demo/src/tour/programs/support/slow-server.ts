import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of {@link serve}. */
export interface SlowServer extends AsyncDisposable {
  /** Its address, without a slash at the end. */
  readonly origin: string;
}

/** What the server was asked, and has not answered yet. */
interface Question {
  readonly delay: number;
  isDue: boolean;
  readonly answer: () => void;
}

/**
 * Starts a server on this machine that answers `/200` after 200 milliseconds. The quicker of several questions is
 * always answered first, however busy the machine is.
 */
export async function serve(): Promise<SlowServer> {
  const asked: Question[] = [];
  const server = createServer(({ url = '/0' }, response) => {
    const question = { delay: Number(url.slice(1)), isDue: false, answer: () => response.end(`${url} answered`) };
    asked.push(question);
    asked.sort((a, b) => a.delay - b.delay);
    setTimeout(() => {
      question.isDue = true;
      while (asked[0]?.isDue === true) asked.shift()?.answer();
    }, question.delay);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
