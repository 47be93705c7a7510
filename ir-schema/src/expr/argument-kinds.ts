import type { Type } from "../generated/ir.js";
import type { FnValue } from "./function-entry.js";
import { signaturesOf } from "./function-table.js";
import type { Pattern, Signature } from "./signature.js";
import { kindOf, type Value, type ValueKind } from "./value.js";

const numbers: readonly ValueKind[] = ["int", "float"];
const ordered: readonly ValueKind[] = [...numbers, "string", "date", "timestamp", "duration"];
const byVariable: Readonly<Record<string, readonly ValueKind[]>> = {
  N: numbers,
  C: ordered,
  P: [...ordered, "bool"],
};
const byPattern: Readonly<Record<string, readonly ValueKind[]>> = {
  list: ["list"],
  map: ["map", "struct"],
  struct: ["struct"],
};

function kindsOfType(type: Type): readonly ValueKind[] | undefined {
  if (type === "json") return undefined;
  return type === "float" ? numbers : [type as ValueKind];
}

function fits(pattern: Pattern, arg: Value | FnValue): boolean {
  if (pattern.kind === "fn" || typeof arg === "function") return pattern.kind === "fn" && typeof arg === "function";
  if (pattern.kind === "nullable") return arg === null || fits(pattern.of, arg);
  if (pattern.kind === "type") return kindsOfType(pattern.type)?.includes(kindOf(arg)) ?? true;
  const kinds = pattern.kind === "variable" ? byVariable[pattern.name] : byPattern[pattern.kind];
  return kinds?.includes(kindOf(arg)) ?? true;
}

function accepts(signature: Signature, args: readonly (Value | FnValue)[]): boolean {
  if (args.length < signature.least || args.length > signature.most) return false;
  return args.every((arg, index) => {
    const param = signature.params[Math.min(index, signature.params.length - 1)];
    return param !== undefined && fits(param.pattern, arg);
  });
}

/** False for arguments that no check of types would have let pass, so that no function meets them. */
export function acceptsArguments(fn: string, args: readonly (Value | FnValue)[]): boolean {
  return signaturesOf(fn).some((signature) => accepts(signature, args));
}
