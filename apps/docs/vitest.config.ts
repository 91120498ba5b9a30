import type { ViteUserConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

const config: ViteUserConfig = {
  ...shared,
  test: {
    ...shared.test,
    // A second of a browser's is many on a busy machine.
    testTimeout: 60_000,
    maxConcurrency: 4,
    // Some of them start Chromium, or install it.
    hookTimeout: 240_000,
  },
};

export default config;
