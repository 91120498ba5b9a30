import type { Command, Report } from '../trace.ts';
import { formatValue } from './format-value.ts';
import { runProgram } from './run-program.ts';

const send = (report: Report): void => globalThis.postMessage(report);

globalThis.addEventListener('message', ({ data }: MessageEvent<Command>) => {
  if (data.type === 'ping') send({ type: 'pong' });
  else void runProgram(data.text, send); // it reports its own failure
});

// Failures that nobody awaited; the program goes on, as in a page.
globalThis.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  console.error(`Unhandled rejection: ${formatValue(event.reason)}`);
});
globalThis.addEventListener('error', (event) => {
  event.preventDefault();
  console.error(`Uncaught ${formatValue(event.error)}`);
});
