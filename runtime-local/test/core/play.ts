import { type Bundle, type SimulateOptions, simulate } from "@stave/runtime-local/core";

/** The statuses of the top steps of a simulated run, with the run's own first. */
export function statuses(bundle: Bundle, options: SimulateOptions = {}): Record<string, string> {
  const { result } = simulate(bundle, options);
  return Object.fromEntries([["run", result.status], ...result.steps.map((step) => [step.id, step.status])]);
}

/** What started when, in seconds from the start of the run: `step#attempt`. */
export function starts(bundle: Bundle, options: SimulateOptions = {}): Record<string, number> {
  const { events } = simulate(bundle, options);
  const zero = events[0]?.time ?? 0;
  return Object.fromEntries(
    events.flatMap((event) =>
      event.type === "attempt-started" ? [[`${event.key}#${event.attempt}`, (event.time - zero) / 1000]] : [],
    ),
  );
}

/** The messages of all failures of a simulated run. */
export function failures(bundle: Bundle, options: SimulateOptions = {}): string[] {
  return simulate(bundle, options).result.failures.map(
    ({ key, diagnostic }) => `${key} ${diagnostic.code} ${diagnostic.message}`,
  );
}
