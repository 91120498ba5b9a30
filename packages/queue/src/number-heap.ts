/** A binary heap of numbers, the smallest first: half of the work of a `Heap`, since equal numbers need no order. */
export class NumberHeap {
  readonly #numbers: number[] = [];

  get size(): number {
    return this.#numbers.length;
  }

  /** The numbers, in no order but the heap's. */
  get items(): readonly number[] {
    return this.#numbers;
  }

  push(number: number): void {
    const numbers = this.#numbers;
    numbers.push(number);
    this.#rise(numbers.length - 1, number);
  }

  /** Takes the smallest number out. The heap must not be empty. */
  pop(): number {
    const numbers = this.#numbers;
    const smallest = numbers[0] as number;
    const last = numbers.pop() as number;
    const size = numbers.length;
    if (size === 0) return smallest;
    // All the way down along the smaller children, then up again: what was last mostly belongs far down.
    let hole = 0;
    let child = 1;
    while (child + 1 < size) {
      if ((numbers[child + 1] as number) < (numbers[child] as number)) child++;
      numbers[hole] = numbers[child] as number;
      hole = child;
      child = 2 * child + 1;
    }
    if (child < size) {
      numbers[hole] = numbers[child] as number;
      hole = child;
    }
    this.#rise(hole, last);
    return smallest;
  }

  /** Puts a number into the hole, or above, where it belongs. */
  #rise(hole: number, number: number): void {
    const numbers = this.#numbers;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = numbers[parent] as number;
      if (above <= number) break;
      numbers[hole] = above;
      hole = parent;
    }
    numbers[hole] = number;
  }
}
