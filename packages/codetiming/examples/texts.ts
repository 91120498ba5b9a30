// What a timer says: templates in Python's format language, or a function.
import { Timer, type TimerText } from '@x/codetiming';

const texts: TimerText[] = [
  'Elapsed time: {:0.4f} seconds',
  '{name:>10} | {milliseconds:12,.3f} ms | {minutes:.1e} min',
  '{name!r} took {seconds:+.1e} s {{rounded}}',
  (milliseconds) => (milliseconds < 1_000 ? 'fast' : 'slow'),
];
for (const text of texts) new Timer({ name: 'bake', text }).start().stop();

try {
  new Timer({ text: 'took {hours:.1f} hours' });
} catch (error) {
  console.log(String(error));
}

/* prints
Elapsed time: 0.0000 seconds
      bake |        0.012 ms | 2.1e-07 min
'bake' took +1.2e-05 s {rounded}
fast
RangeError: text must be a valid format string, got 'took {hours:.1f} hours': there is no field {hours}, only {}, {seconds}, {milliseconds}, {minutes}, {name}
*/
