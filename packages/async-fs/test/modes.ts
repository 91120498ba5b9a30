import * as eventLoop from '@x/event-loop';
import * as testing from '@x/event-loop/testing';
import { modesOf, type Mode } from '@x/test-kit/vitest';

/** Plain promises, native async tasks, generator tasks. */
export const modes: Mode[] = modesOf({ ...eventLoop, ...testing });
