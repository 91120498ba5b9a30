// The most urgent first; patients of one urgency in the order in which they came.
import { PriorityQueue } from '@x/queue';

interface Patient {
  readonly name: string;
  readonly urgency: 'red' | 'yellow' | 'green';
}
const rank = { red: 0, yellow: 1, green: 2 };
const ward = new PriorityQueue<Patient>(0, { compare: (a, b) => rank[a.urgency] - rank[b.urgency] });

ward.putNowait({ name: 'Ann', urgency: 'green' });
ward.putNowait({ name: 'Bob', urgency: 'red' });
ward.putNowait({ name: 'Cat', urgency: 'yellow' });
ward.putNowait({ name: 'Dan', urgency: 'red' });
ward.shutdown();
for await (const { name, urgency } of ward) console.log(name, urgency);

/* prints
Bob red
Dan red
Cat yellow
Ann green
*/
