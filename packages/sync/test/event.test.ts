import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { eventContract } from './contract/event.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Event in $name', eventContract);
