import { Failure, illegal } from "../java/failure.js";
import { stringBox } from "./argument.js";
import { type Box, isArray, NULL } from "./box.js";
import type { Machine } from "./machine.js";
import { readValue, type SelExtension, type TypedValue } from "./typed-value.js";

/** The param of a name, as it was given, or null. */
export function paramField(machine: Machine, name: string | null): Box {
  return name === null ? NULL : (machine.param(name) ?? NULL);
}

/** Follows keys into the data behind the functions. */
function lookUp(data: unknown, path: readonly string[]): TypedValue | undefined {
  let found = data;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found as TypedValue | undefined;
}

type ParamFunction = (machine: Machine, ext: SelExtension, args: readonly string[]) => Box;

function from(...place: readonly string[]): ParamFunction {
  return (machine, ext, args) => {
    const path = [...place, ...args];
    const value = lookUp(ext, path);
    return value === undefined ? illegal(`there is no ${path.join(" → ")}`) : readValue(value, machine);
  };
}

const fromInstance: ParamFunction = (machine, ext, args) => {
  const box = from("instance")(machine, ext, args);
  return box.type === "NULL" ? machine.text("") : box;
};

const fromSignalOrDefault: ParamFunction = (machine, ext, args) => {
  const [signal = "", name = "", other = ""] = args;
  const value = lookUp(ext, ["signals", signal, name]);
  return value === undefined ? machine.text(other) : readValue(value, machine);
};

const fromForeach: ParamFunction = (machine, ext, args) => {
  const box = from("foreach")(machine, ext, args);
  if (!isArray(box)) throw new Failure("type_error", `${args.join(" → ")} is not an array`);
  return box;
};

const FUNCTIONS: ReadonlyMap<string, ParamFunction> = new Map([
  ["getFromStep/2", from("steps")],
  ["getFromStep/1", from("step")],
  ["getFromSignal/2", from("signals")],
  ["getFromSignal/1", from("signalInitiator")],
  ["getFromSignalOrDefault/3", fromSignalOrDefault],
  ["getFromSignalDependency/2", from("signalDependencies")],
  ["getFromForeach/3", fromForeach],
  ["getFromSubworkflow/3", from("subworkflows")],
  ["getFromInstance/1", fromInstance],
  ["nextUniqueId/0", from("nextUniqueId")],
  ["getExecutionEnvironment/0", from("environment")],
]);

function callExtension(machine: Machine, method: string, args: readonly Box[]): Box {
  const { ext } = machine.context;
  const known = FUNCTIONS.get(`${method}/${args.length}`);
  if (ext === undefined || known === undefined || args.some((arg) => arg.type !== "STRING")) {
    throw new Failure("unknown_function", `params has no function ${method} with these arguments`);
  }
  return known(
    machine,
    ext,
    args.map((arg) => String(arg.value)),
  );
}

export function callParams(machine: Machine, method: string, args: readonly Box[]): Box {
  const [first] = args;
  if (args.length === 1 && first !== undefined && method === "get") return paramField(machine, stringBox(first).value);
  if (args.length === 1 && first !== undefined && method === "containsKey") {
    const { value } = stringBox(first);
    return machine.boolean(value !== null && machine.hasParam(value));
  }
  return callExtension(machine, method, args);
}
