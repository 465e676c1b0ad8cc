/** How often a server that dies is started again. */

export const MOST_RESTARTS = 4;
export const WITHIN_MILLISECONDS = 3 * 60 * 1000;

/** Allows a number of restarts within a span of time that moves along. */
export class Restarts {
  #times: number[] = [];

  constructor(
    private readonly now: () => number = Date.now,
    private readonly most: number = MOST_RESTARTS,
    private readonly within: number = WITHIN_MILLISECONDS,
  ) {}

  /** Whether the server may be started once more; counts it if so. */
  take(): boolean {
    const now = this.now();
    this.#times = this.#times.filter((time) => now - time < this.within);
    if (this.#times.length >= this.most) return false;
    this.#times.push(now);
    return true;
  }
}
