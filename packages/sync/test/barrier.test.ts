import { describe } from 'vitest';
import { barrierContract } from './contract/barrier.ts';
import { fakeTimers, modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Barrier in $name', barrierContract);
