/** How much a change matters, from least to most. */
export type ChangeClass = "cosmetic" | "safe" | "behaviour" | "breaking";

/** What kind of change it is; the list is closed. */
export type ChangeKind =
  | "workflow-added"
  | "workflow-removed"
  | "text-changed"
  | "tags-changed"
  | "step-added"
  | "step-removed"
  | "step-moved"
  | "step-kind-changed"
  | "transition-added"
  | "transition-removed"
  | "condition-changed"
  | "param-added"
  | "param-removed"
  | "param-type-changed"
  | "param-value-changed"
  | "expression-changed"
  | "param-mode-changed"
  | "param-notes-changed"
  | "params-reordered"
  | "steps-reordered"
  | "schedule-added"
  | "schedule-removed"
  | "schedule-changed"
  | "signal-trigger-changed"
  | "signal-dependency-changed"
  | "signal-output-changed"
  | "retry-changed"
  | "timeout-changed"
  | "concurrency-changed"
  | "failure-mode-changed"
  | "field-changed"
  | "property-changed"
  | "run-strategy-changed"
  | "activation-changed";

/** One difference between what the server has and what is wanted. */
export interface Change {
  readonly kind: ChangeKind;
  readonly class: ChangeClass;
  /** What it is about, in the user's names: `step fit`, `param run_date of step fit`. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Why the class is higher than usual. */
  readonly because?: string;
}

const order: readonly ChangeClass[] = ["cosmetic", "safe", "behaviour", "breaking"];

/** The class that matters most among changes; nothing for no change. */
export function highestClass(changes: readonly Change[]): ChangeClass | undefined {
  const highest = changes.reduce((most, change) => Math.max(most, order.indexOf(change.class)), -1);
  return order[highest];
}

/** A change with the parts that are there. */
export function change(
  kind: ChangeKind,
  changeClass: ChangeClass,
  subject: string,
  sides: { readonly before?: unknown; readonly after?: unknown; readonly because?: string } = {},
): Change {
  const { before, after, because } = sides;
  return {
    kind,
    class: changeClass,
    subject,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(because !== undefined && { because }),
  };
}
