import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { barrierContract } from './contract/barrier.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Barrier in $name', barrierContract);
