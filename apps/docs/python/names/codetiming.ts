import { leftOut, named, type PythonModule, section } from './name.ts';

const CODETIMING = { entry: '@x/codetiming', page: 'https://pypi.org/project/codetiming/', prefix: 'codetiming.' };

/** `codetiming`. */
export const codetiming: PythonModule = {
  slug: 'codetiming',
  title: 'codetiming',
  sections: [
    section('Timers', CODETIMING, {
      Timer:
        'One options object. `with Timer():` is `using timer = new Timer().start()`; as a decorator it is `timed(options)`.',
      'Timer.name': '',
      'Timer.text': 'A template as there, and checked at once. A function gets milliseconds.',
      'Timer.initial_text': '',
      'Timer.logger': '`None` is `null`; `undefined` is the default.',
      'Timer.last': 'Milliseconds.',
      'Timer.start': 'Returns the timer.',
      'Timer.stop': 'Milliseconds.',
      'Timer.timers': '',
      TimerError: '',
      __version__: leftOut('`version` of `@x/codetiming/package.json`.'),
    }),
    section('Statistics', CODETIMING, {
      Timers: 'A read-only `Map` of totals. Milliseconds.',
      'Timers.add': 'Milliseconds.',
      'Timers.clear': '',
      'Timers.apply': '`RangeError` for a name that is not there, as from the next seven (`KeyError` there).',
      'Timers.count': '',
      'Timers.total': 'Milliseconds.',
      'Timers.min': 'Milliseconds.',
      'Timers.max': 'Milliseconds.',
      'Timers.mean': 'Milliseconds.',
      'Timers.median': 'Milliseconds.',
      'Timers.stdev': 'Milliseconds.',
      'Timers.__getitem__': named('Timers.get', '`undefined` where there is none.'),
      'Timers.__delitem__': named('Timers.delete', 'The timings go, too.'),
      'Timers.__setitem__': named('Timers.set', 'Throws `TypeError`, as there.'),
    }),
  ],
};
