import { shown } from '@x/future/context';

/** A callback as texts show it: `name()`, with its arguments where they are given. */
export function describeCall(callback: (...args: never[]) => unknown, args?: readonly unknown[]): string {
  // Bound functions are named 'bound x'; their reader knows them as x.
  const name = callback.name.replace(/^(?:bound )+/, '');
  return `${name === '' ? '<anonymous>' : name}(${args?.map(shown).join(', ') ?? ''})`;
}
