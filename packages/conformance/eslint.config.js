import { defineConfig } from 'eslint/config';
import root from '../../eslint.config.js';

export default defineConfig(root, {
  // They are read beside their Python originals: a coroutine may have nothing to wait for, and a task is often left
  // to its group or its queue.
  files: ['programs/**/*.ts'],
  rules: {
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/no-floating-promises': ['error', { checkThenables: false }],
    '@typescript-eslint/no-non-null-assertion': 'off',
    // Where Python prints None.
    '@typescript-eslint/no-confusing-void-expression': 'off',
  },
});
