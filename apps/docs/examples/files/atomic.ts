import { atomicWrite, open, os, tempfile } from '@x/async-fs';

await using folder = await tempfile.TemporaryDirectory();
const settings = `${folder.name}/settings.json`;

await atomicWrite(settings, JSON.stringify({ theme: 'dark' }));
await using file = await open(settings);
console.log(await file.read());
console.log(await os.listdir(folder.name));
