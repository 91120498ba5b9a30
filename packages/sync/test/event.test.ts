import { describe } from 'vitest';
import { eventContract } from './contract/event.ts';
import { fakeTimers, modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Event in $name', eventContract);
