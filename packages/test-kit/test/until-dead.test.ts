import { describe, expect, it, vi } from 'vitest';
import { settled, startProgram, untilDead } from '../src/index.ts';

describe('untilDead', () => {
  it('waits for the end of a process', async () => {
    await using program = startProgram(new URL('./fixtures/runs-until-interrupted.ts', import.meta.url));
    const onDeath = vi.fn();
    const dead = untilDead(program.pid).then(onDeath);
    await settled();
    expect(onDeath).not.toHaveBeenCalled();

    program.kill('SIGKILL');
    await dead;
    expect(program.kill()).toBe(false);
  });
});
