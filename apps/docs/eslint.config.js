import { defineConfig, globalIgnores } from 'eslint/config';
import root from '../../eslint.config.js';

export default defineConfig(globalIgnores(['reference/']), root, {
  // What they show stands for work that waits, and for a task that is known to run.
  files: ['examples/**/*.ts'],
  rules: {
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
  },
});
