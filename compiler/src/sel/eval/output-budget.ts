import { Failure } from "../java/failure.js";

const DEPTH_LIMIT = 200;
const SIZE_LIMIT = 50_000_000;

/** Bounds what is written of maps, which can hold themselves or the same map many times over. */
export class OutputBudget {
  private depth = 0;
  private left = SIZE_LIMIT;

  /** Counts something written, in characters. */
  take(size: number): void {
    this.left -= size;
    if (this.left < 0) throw new Failure("limit_exceeded", "the map holds more than can be written");
  }

  /** Writes something that lies one map deeper. */
  inside<TResult>(write: () => TResult): TResult {
    this.depth += 1;
    if (this.depth > DEPTH_LIMIT) throw new Failure("limit_exceeded", "the map holds itself or is nested too deeply");
    const result = write();
    this.depth -= 1;
    return result;
  }
}
