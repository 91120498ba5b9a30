/** An error that {@link Wait.resume} returns instead of throwing it: cheaper, for waits that are cancelled often. */
export class Raised {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}
