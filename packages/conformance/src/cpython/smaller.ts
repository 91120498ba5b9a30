import type { Program } from '../fuzz/program.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The properties of a program that hold lists to shorten. */
const LISTS = new Set(['body', 'final', 'handlers', 'steps', 'items']);

/** Programs a little smaller than this one, those that lose most first. */
export function* smaller(program: Program): Generator<Program> {
  const lists = listsOf(program as unknown as Json).length;
  for (let which = 0; which < lists; which++) {
    const { length } = listsOf(program as unknown as Json)[which] ?? [];
    for (let chunk = length; chunk >= 1; chunk = Math.floor(chunk / 2)) {
      for (let at = 0; at < length; at += chunk) {
        yield changed(program, which, (list) => void list.splice(at, chunk));
      }
    }
    for (let at = 0; at < length; at++) {
      const body = bodyOf(listsOf(program as unknown as Json)[which]?.[at]);
      if (body) yield changed(program, which, (list) => void list.splice(at, 1, ...body));
    }
  }
}

function changed(program: Program, which: number, change: (list: Json[]) => void): Program {
  const copy = structuredClone(program) as unknown as Json;
  change(listsOf(copy)[which] ?? []);
  return copy as unknown as Program;
}

/** Every list of steps (and of what gather is given) in a program, outermost first. */
function listsOf(node: Json | undefined): Json[][] {
  if (node === undefined || node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap(listsOf);
  return Object.entries(node).flatMap(([key, part]) => [
    ...(LISTS.has(key) && Array.isArray(part) ? [part] : []),
    ...listsOf(part),
  ]);
}

/** What a block that contains steps could be replaced by. */
function bodyOf(step: Json | undefined): Json[] | undefined {
  if (step === undefined || step === null || typeof step !== 'object' || Array.isArray(step)) return undefined;
  const body = step['body'];
  return 'op' in step && Array.isArray(body) ? body : undefined;
}
