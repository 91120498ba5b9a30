import { Wait } from '@x/future/context';

/** A wait for the operating system: it goes by real time, whatever clock a loop has. */
export abstract class SystemWait<T> extends Wait<T> {
  override get isOutside(): boolean {
    return true;
  }
}
