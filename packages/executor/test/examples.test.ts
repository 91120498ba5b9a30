import { testExamples } from '@x/test-kit/examples';

testExamples(new URL('..', import.meta.url));
