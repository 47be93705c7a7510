import type { Place } from "./place.js";
import type { Problem } from "./resolve-name.js";

/** The field that names who started a run by hand. */
export const RUNNER = "INITIATOR_RUNNER_NAME";

/** Only who starts a run by hand has a name; iterations and triggers have none. */
export function checkRunner({ instance, what }: Place): readonly Problem[] {
  if (instance.loop !== undefined) return [{ name: "noRunner", details: { place: what, loop: instance.loop.id } }];
  const { timeTriggers, signalTriggers } = instance.workflow;
  const isTriggered = timeTriggers.length + signalTriggers.length > 0;
  return isTriggered ? [{ name: "runnerByHand", details: { place: what } }] : [];
}
