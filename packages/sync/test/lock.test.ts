import { describe } from 'vitest';
import { lockContract } from './contract/lock.ts';
import { fakeTimers, modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Lock in $name', lockContract);
