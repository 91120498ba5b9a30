/** The tasks of the pool suites, as a module that every pool can load. Each takes one argument. */

import { performance } from 'node:perf_hooks';

export function add({ a, b }) {
  return a + b;
}

/** The same with two arguments, for pools that send them as they are. */
export function sum(a, b) {
  return a + b;
}

export function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

/** Keeps its worker busy for so many milliseconds. */
export function hold(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

export function sizeOf(bytes) {
  return bytes.byteLength;
}

export function square(n) {
  return n * n;
}

export function birthday({ id, name, age }) {
  return { id, name, age: age + 1 };
}

export function squares(numbers) {
  return numbers.map(square);
}

export function birthdays(people) {
  return people.map(birthday);
}
