import { describe } from 'vitest';
import { semaphoreContract } from './contract/semaphore.ts';
import { fakeTimers, modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Semaphore in $name', semaphoreContract);
