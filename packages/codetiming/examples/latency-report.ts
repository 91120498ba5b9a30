// A long-running service: bounded memory for any number of timings, and the distribution as a chart.
import { Timer, Timers } from '@x/codetiming';

const latencies = new Timers({ exact: false });
const timer = new Timer({ name: 'GET /cakes', logger: null, timers: latencies });

const handle = timer.wrap((request: number) => {
  let sum = 0;
  for (let step = 0; step < request % 1_000; step++) sum += step;
  return sum;
});
for (let request = 0; request < 10_000; request++) handle(request);

for (const [name] of latencies) {
  const [p50 = 0, p90 = 0, p99 = 0] = [50, 90, 99].map((percent) => latencies.percentile(name, percent));
  console.log(name, latencies.count(name), 'calls, in order:', p50 <= p90 && p90 <= p99);
}

// Buckets are 2 % wide; a chart joins them into powers of ten.
const chart = new Map<number, number>();
for (const { to, count } of latencies.histogram('GET /cakes').buckets()) {
  const power = Math.ceil(Math.log10(to));
  chart.set(power, (chart.get(power) ?? 0) + count);
}
let shown = 0;
for (const count of chart.values()) shown += count;
console.log('in the chart:', shown);

/* prints
GET /cakes 10000 calls, in order: true
in the chart: 10000
*/
