import { describe, expect, it } from 'vitest';
import { programNamed, programOf } from '../src/program.ts';
import { rooms } from '../src/rooms.ts';

const names = rooms.map(({ name }) => name);

describe('programOf', () => {
  it('gives the rooms in turn, and the same programs for the same seed', () => {
    const programs = names.map((_, index) => programOf(names, 7, index));
    expect(programs.map(({ program }) => program.room)).toEqual(names);
    expect(names.map((_, index) => programOf(names, 7, index))).toEqual(programs);
  });

  it('gives other programs for another seed, and for another number', () => {
    const plans = [programOf(names, 7, 0), programOf(names, 8, 0), programOf(names, 7, names.length)];
    expect(new Set(plans.map(({ program }) => JSON.stringify(program))).size).toBe(3);
  });

  it('makes programs that survive as JSON', () => {
    for (let index = 0; index < 60; index++) {
      const { program } = programOf(names, 1, index);
      expect(JSON.parse(JSON.stringify(program))).toEqual(program);
    }
  });
});

describe('programNamed', () => {
  it('gives the program of that name again', () => {
    const { program, name } = programOf(names, 7, 3);
    expect(programNamed(name)).toEqual(program);
  });

  it('refuses a name that says nothing', () => {
    expect(() => programNamed('queues')).toThrow("a program is named like 'queues:123', got 'queues'");
    expect(() => programNamed('cellar:1')).toThrow("there is no room 'cellar', only executors");
  });
});
