import type { PythonContestant } from '../suite.ts';

/** CPython as a peer. */
export function cpython(name: string, script: string): PythonContestant {
  return { name, role: 'peer', script };
}

/** The same program on the loop of asyncio, and on that of uvloop. */
export function asyncio(script: string): readonly PythonContestant[] {
  const onUvloop = `import asyncio, uvloop\nasyncio.set_event_loop_policy(uvloop.EventLoopPolicy())\n${script}`;
  return [
    { name: 'CPython asyncio', role: 'peer', script },
    { name: 'uvloop', role: 'peer', script: onUvloop, needs: 'uvloop' },
  ];
}
