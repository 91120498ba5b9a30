import { testDocumentation } from '@x/test-kit/documentation';

testDocumentation(new URL('..', import.meta.url), {
  imports: `import { LifoQueue, PriorityQueue, Queue, SimpleQueue } from '@x/queue';`,
  includes: (file) => !file.startsWith('shared'),
});
