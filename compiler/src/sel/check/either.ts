import type { Machine } from "./machine.js";
import { PathFailure } from "./machine.js";

interface Outcome<T> {
  readonly value?: T;
  readonly failure?: PathFailure;
}

function attempt<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (failure) {
    if (!(failure instanceof PathFailure)) throw failure;
    return { failure };
  }
}

/** Runs two paths of which a run of the program takes one, and joins what they leave. */
export function either<T>(
  machine: Machine,
  paths: readonly [() => T, () => T],
  join: (left: T, right: T) => T,
  lives: (value: T) => boolean = () => true,
): T {
  let first: Outcome<T> = {};
  let second: Outcome<T> = {};
  const run = (path: () => T): Outcome<T> => attempt(path);
  if (machine.heap.weak) {
    first = run(paths[0]);
    second = run(paths[1]);
  } else {
    const goesOn = ({ value, failure }: Outcome<T>): boolean => failure === undefined && lives(value as T);
    machine.heap.fork(
      () => {
        first = run(paths[0]);
        return goesOn(first);
      },
      () => {
        second = run(paths[1]);
        return goesOn(second);
      },
    );
  }
  if (first.failure !== undefined && second.failure !== undefined) {
    throw new PathFailure([...first.failure.findings, ...second.failure.findings]);
  }
  for (const { failure } of [first, second]) if (failure !== undefined) machine.reportFailure(failure, "warning");
  if (first.failure !== undefined) return second.value as T;
  return second.failure !== undefined ? (first.value as T) : join(first.value as T, second.value as T);
}

/** Runs a part that may not be reached; its failure is a trap, not the end. */
export function maybe(machine: Machine, run: () => void): void {
  const { failure } = attempt(run);
  if (failure !== undefined) machine.reportFailure(failure, "warning");
}
