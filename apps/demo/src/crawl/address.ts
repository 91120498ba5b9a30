/** A page to visit. */
export interface Address {
  readonly url: string;
  /** The page on which the address was found first; `undefined` for the start. */
  readonly from: string | undefined;
  /** How many links lie between the start and this page. */
  readonly depth: number;
  /** The addresses that redirected here, the first one first. */
  readonly redirects: readonly string[];
}
