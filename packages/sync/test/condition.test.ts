import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { conditionContract } from './contract/condition.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(modes)('Condition in $name', conditionContract);
