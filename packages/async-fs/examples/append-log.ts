// Several writers share one log: lines stay whole, and in the order of the calls.
import { open, tempfile } from '@x/async-fs';

await using directory = await tempfile.TemporaryDirectory();
const path = `${directory.name}/app.log`;
{
  await using log = await open(path, 'a', { buffering: 1 });
  const write = (who: string, what: string): Promise<number> => log.write(`${who}: ${what}\n`);
  await Promise.all([write('one', 'started'), write('two', 'started'), write('one', 'done')]);
}

for await (const line of open(path)) console.log(line.trimEnd());

/* prints
one: started
two: started
one: done
*/
