import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { lockContract } from './contract/lock.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Lock in $name', lockContract);
