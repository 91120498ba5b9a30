import { describe } from 'vitest';
import { conditionContract } from './contract/condition.ts';
import { fakeTimers, modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Condition in $name', conditionContract);
