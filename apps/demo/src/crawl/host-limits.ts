import { Semaphore } from '@x/sync';

/** Bounds how many requests run at one host at a time. */
export class HostLimits {
  readonly #permits: number;
  readonly #hosts = new Map<string, Semaphore>();

  /** @param permits - requests at a time, for each host */
  constructor(permits: number) {
    this.#permits = permits;
  }

  /** The permits of the host that `url` names. */
  at(url: string): Semaphore {
    const { host } = new URL(url);
    let permits = this.#hosts.get(host);
    if (permits === undefined) this.#hosts.set(host, (permits = new Semaphore(this.#permits)));
    return permits;
  }
}
