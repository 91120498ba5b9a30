// A shelf that buyers watch: each waits until there is enough for it.
import { Condition } from '@x/sync';

const shelf: string[] = [];
const changed = new Condition();

async function buy(name: string, need: number): Promise<void> {
  await using _ = await changed.hold();
  await changed.waitFor(() => shelf.length >= need);
  console.log(name, 'takes', shelf.splice(0, need).join(' and '));
}

const buyers = [buy('big', 2), buy('small', 1)];
for (const good of ['ham', 'jam', 'tea']) {
  await changed.with(() => {
    shelf.push(good);
    changed.notifyAll();
  });
}
await Promise.all(buyers);

/* prints
small takes ham
big takes jam and tea
*/
