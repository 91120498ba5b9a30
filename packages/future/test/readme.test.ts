import { testReadme } from '@x/test-kit/documentation';

testReadme(new URL('..', import.meta.url));
