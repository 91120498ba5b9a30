import type { Address } from './address.ts';
import { RedirectLoopError, TooManyRedirectsError } from './errors.ts';

/** As many as browsers follow. */
const LONGEST_CHAIN = 20;

/** Where addresses redirect to. Each is asked once, so a loop shows in this map, not by going round. */
export class Redirects {
  readonly #targets = new Map<string, string>();

  /**
   * Notes that `address` redirects to `target`.
   *
   * @throws {@link RedirectLoopError} when that leads back to `address`.
   * @throws {@link TooManyRedirectsError} when it was itself the end of a long chain.
   */
  add({ url, redirects }: Address, target: string): void {
    this.#targets.set(url, target);
    const path = [url];
    for (let next: string | undefined = target; next !== undefined; next = this.#targets.get(next)) {
      path.push(next);
      if (next === url) throw new RedirectLoopError(url, path);
      // A loop further on that this address only leads into.
      if (path.indexOf(next) < path.length - 1) return;
    }
    if (redirects.length >= LONGEST_CHAIN) throw new TooManyRedirectsError(url, redirects);
  }
}
