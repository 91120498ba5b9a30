import type { MessagePort } from 'node:worker_threads';
import { Agent } from './agent.ts';
import { PortChannel, ProcessChannel } from './channel.ts';
import type { Setup } from './protocol.ts';

/** What tinypool hands over when it has started the worker. */
export interface Start {
  readonly setup: Setup;
  /** Our own port, on threads. */
  readonly port?: MessagePort | undefined;
}

/**
 * tinypool's task in the worker: attaches the agent to the line to the executor, and returns. Everything else goes
 * over that line.
 */
export default function start({ setup, port }: Start): void {
  if (port !== undefined && setup.bell !== undefined) {
    void new Agent(setup, new PortChannel(port, setup.bell)).start();
    return;
  }
  // Ctrl-C reaches the whole process group. The parent decides what becomes of its workers.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  void new Agent(setup, new ProcessChannel()).start();
}
