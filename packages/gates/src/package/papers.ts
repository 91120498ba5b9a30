import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tarball } from './pack.ts';

/** Fails when a package's licence is not the repository's, or its README does not open with its name and description. */
export async function assertPapers({ folder, manifest: { name, description = '' } }: Tarball): Promise<void> {
  const licence = await readFile(join(folder, 'LICENSE'), 'utf8');
  if (licence !== (await readFile(join(folder, '../../LICENSE'), 'utf8'))) {
    throw new Error('LICENSE differs from the one of the repository: copy that');
  }
  const [title, , sentence = ''] = (await readFile(join(folder, 'README.md'), 'utf8')).split('\n');
  if (title !== `# ${name}`) throw new Error(`README.md opens with ${JSON.stringify(title)} instead of "# ${name}"`);
  const text = sentence.replaceAll('`', '').replace(/\.$/, '');
  if (text !== description) {
    throw new Error(
      `README.md says: ${text}\npackage.json says: ${description}\nThe first sentence of the one is the description of the other.`,
    );
  }
}
