import { open } from '@x/async-fs';

export async function writeBytes(path: string, content: Uint8Array): Promise<void> {
  await using file = await open(path, 'wb');
  await file.write(content);
}

export async function writeText(path: string, parts: Iterable<string>): Promise<void> {
  await using file = await open(path, 'w', { encoding: 'utf-8' });
  await file.writelines(parts);
}
