import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { semaphoreContract } from './contract/semaphore.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Semaphore in $name', semaphoreContract);
