// Two transfers at once: the lock keeps them from reading a balance that the other is about to change.
import { Lock } from '@x/sync';

const accounts = new Map([
  ['ann', 100],
  ['bob', 0],
]);
const books = new Lock();
const read = async (name: string): Promise<number> => Promise.resolve(accounts.get(name) ?? 0);
const write = async (name: string, balance: number): Promise<void> => {
  await Promise.resolve();
  accounts.set(name, balance);
};

async function transfer(from: string, to: string, amount: number): Promise<void> {
  await using _ = await books.hold();
  const balance = await read(from);
  if (balance < amount) throw new Error(`${from} has only ${balance}`);
  await write(from, balance - amount);
  await write(to, (await read(to)) + amount);
}

const results = await Promise.allSettled([transfer('ann', 'bob', 80), transfer('ann', 'bob', 80)]);
for (const result of results) {
  console.log(result.status === 'fulfilled' ? 'done' : (result.reason as Error).message);
}
console.log(Object.fromEntries(accounts), books.locked());

/* prints
done
ann has only 20
{ ann: 20, bob: 80 } false
*/
