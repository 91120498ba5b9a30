import { serialize } from 'node:v8';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { inheritedFlags, SerializationError } from '@x/executor/task';
import type { Line } from '../lifetime/hold.ts';
import type { ExitState } from './exit-state.ts';
import { order, orderDone } from './keeper.ts';
import type { ChildOrder, KeepNews } from './order.ts';
import type { ProcessOptions } from './process-options.ts';
import { receiveStream, sendStream } from './stream-over-port.ts';

/** Where a process is started, and with which streams. */
export type Surroundings = Omit<ProcessOptions<never>, 'target' | 'args' | 'kwargs' | 'name' | 'daemon'>;

/**
 * Starts a process, and blocks until it has its number.
 *
 * @param onGone - called when it has ended and all that it printed has been passed on.
 * @returns what keeps the program running as long as the process.
 * @throws what keeps it from being started.
 */
export function launch(child: ChildOrder, around: Surroundings, state: ExitState, onGone: () => void): Line {
  const { env = process.env, execArgv = inheritedFlags(), execPath = process.execPath } = around;
  const bytes = serializeOrder(child);
  const { port1: port, port2 } = new MessageChannel();
  const [stdin, stdout, stderr] = [around.stdin, around.stdout, around.stderr].map(channelOf);
  order({
    child: bytes,
    state: state.shared,
    env: { ...env },
    execArgv,
    execPath,
    port: port2,
    stdin: stdin?.port2,
    stdout: stdout?.port2,
    stderr: stderr?.port2,
  });
  state.blockWhileStarting();
  if (state.pid === 0) {
    orderDone();
    throw takeError(port);
  }
  sendStream(around.stdin, stdin?.port1, (stream) => stream.pause());
  const printed = [receiveStream(stdout?.port1, around.stdout), receiveStream(stderr?.port1, around.stderr)];
  port.on('message', () => undefined);
  port.once('close', () => {
    orderDone();
    void Promise.all(printed).then(onGone);
  });
  return lineOf([port, stdin?.port1, stdout?.port1, stderr?.port1].filter((one) => one !== undefined));
}

function lineOf(ports: readonly MessagePort[]): Line {
  return {
    ref: () => ports.forEach((port) => port.ref()),
    unref: () => ports.forEach((port) => port.unref()),
  };
}

function channelOf(stream: object | undefined): MessageChannel | undefined {
  return stream === undefined ? undefined : new MessageChannel();
}

function takeError(port: MessagePort): unknown {
  const { message } = receiveMessageOnPort(port) as { message: KeepNews };
  port.close();
  return message.error;
}

function serializeOrder(child: ChildOrder): Uint8Array {
  try {
    return serialize(child);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SerializationError('argument', `an argument of the process cannot be sent: ${why}`, { cause });
  }
}
