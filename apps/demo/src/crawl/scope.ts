/** Which addresses belong to the surveyed site: those at its hosts. */
export class Scope {
  readonly #hosts: Set<string>;

  /** @param hosts - each `name` or `name:port`, as in an address */
  constructor(hosts: Iterable<string>) {
    this.#hosts = new Set(hosts);
  }

  includes(url: string): boolean {
    return this.#hosts.has(new URL(url).host);
  }

  /** Takes in the host of `url`: a start that redirects from `example.org` to `www.example.org` means the latter. */
  include(url: string): void {
    this.#hosts.add(new URL(url).host);
  }
}
