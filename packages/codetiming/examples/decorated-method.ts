// A decorator for methods. Node runs the output of a compiler, not yet the syntax itself: `npx tsc`, then node.
import { timed, Timer } from '@x/codetiming';

class Bakery {
  readonly #icing = 'pink';

  @timed({ name: 'bake', text: '{name} is done' })
  async bake(cakes: number): Promise<string> {
    await Promise.resolve();
    return `${cakes} ${this.#icing} cakes`;
  }

  @timed({ name: 'fib', logger: null })
  fib(n: number): number {
    return n < 2 ? n : this.fib(n - 1) + this.fib(n - 2);
  }
}

const bakery = new Bakery();
console.log(await bakery.bake(3));
console.log('fib(10) =', bakery.fib(10), 'in', Timer.timers.count('fib'), 'calls');

/* prints
bake is done
3 pink cakes
fib(10) = 55 in 177 calls
*/
