import { open, tempfile } from '@x/async-fs';

await using folder = await tempfile.TemporaryDirectory();
const log = `${folder.name}/app.log`;

{
  await using file = await open(log, 'w');
  for (let n = 1; n <= 5; n += 1) await file.write(`request ${n} took ${n * n} ms\n`);
} // flushed and closed here

let slow = 0;
for await (const line of open(log)) {
  if (Number(/(\d+) ms/.exec(line)?.[1]) > 10) slow += 1;
}
console.log(slow, 'slow requests');
