import { testDocumentation } from '@x/test-kit/documentation';

testDocumentation(new URL('..', import.meta.url), {
  imports: `import { Barrier, Condition, Event, Lock, Semaphore } from '@x/sync';`,
});
