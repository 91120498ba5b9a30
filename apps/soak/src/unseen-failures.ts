/** Collects what nobody caught, awaited or looked at, from its making on. */
export class UnseenFailures {
  #texts: string[] = [];

  constructor() {
    process.on('warning', (warning: Error & { readonly detail?: string }) => {
      // Node's own, about itself.
      if (warning.name !== 'ExperimentalWarning') this.#texts.push(`${String(warning)} ${warning.detail ?? ''}`);
    });
    process.on('unhandledRejection', (reason) => this.#add('unhandled rejection', reason));
    process.on('uncaughtException', (error) => this.#add('uncaught exception', error));
  }

  /** What has come since the last call. */
  take(): readonly string[] {
    return this.#texts.splice(0);
  }

  #add(what: string, error: unknown): void {
    this.#texts.push(`${what}: ${error instanceof Error ? (error.stack ?? String(error)) : String(error)}`);
  }
}
