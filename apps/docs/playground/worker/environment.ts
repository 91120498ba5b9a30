import { currentScope } from '@x/future/context';
import { bound } from '../runtime/scoped.ts';
import type { PrintLevel } from '../trace.ts';
import { formatAll } from './format-value.ts';

const LEVELS: Readonly<Record<string, PrintLevel>> = {
  log: 'log',
  info: 'log',
  debug: 'log',
  dir: 'log',
  warn: 'warn',
  error: 'error',
  trace: 'error',
};

/** Sends what a program prints to `print`. */
export function captureConsole(print: (level: PrintLevel, text: string) => void): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Reflect.set(console, method, (...values: unknown[]) => print(level, formatAll(values)));
  }
}

/** Makes callbacks of the platform's timers run as code of the task that set them, as they do in Node. */
export function carryScopeThroughTimers(): void {
  for (const name of ['setTimeout', 'setInterval', 'queueMicrotask'] as const) {
    const plain = globalThis[name] as (...args: unknown[]) => unknown;
    Reflect.set(globalThis, name, (callback: unknown, ...rest: unknown[]) =>
      Reflect.apply(plain, globalThis, [bound(currentScope(), callback), ...rest]),
    );
  }
}
