/** An answer without what differs from conversation to conversation: times, ids of its own, and the server's words. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body?: unknown;
  readonly gaveUp?: true;
}

/** The answer as it arrived. */
interface Arrived {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Reads an answer and puts marks in the place of times, ids and words. */
export function normalAnswer({ status, type, text }: Arrived): Answer {
  if (text === "") return { status, type };
  return { status, type, body: normal("", parsed(text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return "<text>";
    throw error;
  }
}

const words: ReadonlySet<string> = new Set(["message", "log", "detail", "errors", "reason", "info"]);
const ids: ReadonlySet<string> = new Set([
  "internal_id",
  "group_info",
  "execution_id",
  "step_uuid",
  "step_instance_id",
]);

function normal(key: string, value: unknown): unknown {
  if (words.has(key) && value !== null) return "<text>";
  if (ids.has(key)) return `<${key}>`;
  if (key === "elements" && Array.isArray(value)) return normal("", [...value].sort(newestFirst));
  // Each is a step's number, start and end; the number is an id of the server's own.
  if (key === "steps" && Array.isArray(value) && Array.isArray(value[0])) return value.length;
  if (key === "timeline" && Array.isArray(value)) return value.filter(isNoLog).map((item) => normal("", item));
  if (typeof value === "number") return isTime(value) ? "<time>" : value;
  if (typeof value === "string") return normalText(value);
  if (Array.isArray(value)) return [...value].sort(byStep).map((item) => normal("", item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !isServersOwn(name, member))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, normal(name, member)]),
  );
}

interface Row {
  readonly workflow_instance_id?: number;
  readonly workflow_run_id?: number;
}

/** Instances and runs come in any order within a page. */
function newestFirst(a: Row, b: Row): number {
  const byInstance = (b.workflow_instance_id ?? 0) - (a.workflow_instance_id ?? 0);
  return byInstance === 0 ? (b.workflow_run_id ?? 0) - (a.workflow_run_id ?? 0) : byInstance;
}

/** Steps come in the order a server happened to begin them in. */
function byStep(a: unknown, b: unknown): number {
  const [left, right] = [a, b].map(
    (item) => (item as { readonly step_uuid?: string; readonly step_id?: string }) ?? {},
  );
  if (left?.step_uuid === undefined || right?.step_uuid === undefined) return 0;
  return (left.step_id as string) < (right.step_id as string) ? -1 : 1;
}

/** What each server puts into every run by itself: the default params, which are its configuration, and tracing. */
function isServersOwn(name: string, value: unknown): boolean {
  if (name === "tracing_context" || name === "maestro_step_satisfied") return true;
  return typeof value === "object" && value !== null && "source" in value && value.source === "SYSTEM_DEFAULT";
}

function isNoLog(event: unknown): boolean {
  return (event as { readonly type?: unknown }).type !== "LOG";
}

function isTime(value: number): boolean {
  return value > 1.6e12 && value < 2.2e12;
}

const FOREIGN_UUID = /(?!00000000-0000-4000-8000)\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

function normalText(text: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)$/.test(text)) return "<time>";
  return text.replace(FOREIGN_UUID, "<uuid>");
}
