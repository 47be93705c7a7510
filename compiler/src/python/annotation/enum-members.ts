import { type Entity, findEntity } from "../scope/entity.js";
import type { ModuleLoader } from "../scope/module-loader.js";
import type { PythonConstant, PythonExpression } from "../syntax/expression.js";
import type { AssignStatement } from "../syntax/statement.js";
import { bareLiteral } from "./enum-type.js";

type ClassEntity = Entity & { kind: "class" };

const enumBases = new Set(["enum.Enum", "enum.StrEnum", "enum.IntEnum", "enum.ReprEnum"]);
const flagBases = new Set(["enum.Flag", "enum.IntFlag"]);

/** Whether a class is an enum: `enum`, a bit `flag`, or neither. */
export function enumKind(entity: ClassEntity, loader: ModuleLoader, depth = 0): "enum" | "flag" | undefined {
  if (depth > 20) return undefined;
  for (const base of entity.statement.bases) {
    const found = findEntity(base, entity.scope, loader);
    if (found?.kind === "external" && enumBases.has(found.path)) return "enum";
    if (found?.kind === "external" && flagBases.has(found.path)) return "flag";
    const inherited = found?.kind === "class" ? enumKind(found, loader, depth + 1) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** The members of an enum class with their values, or what keeps them from being read. */
export function enumMembers(entity: ClassEntity, loader: ModuleLoader): ReadonlyMap<string, PythonConstant> | string {
  const members = new Map<string, PythonConstant>();
  const auto = autoStyle(entity, loader, 0);
  for (const statement of entity.statement.body) {
    if (statement.kind !== "assign" || !isMember(statement)) continue;
    const value = memberValue(statement, members, entity, loader, auto);
    if (value === undefined || value === null) return `the value of \`${statement.target}\` is not a literal`;
    members.set(statement.target, value);
  }
  return members.size === 0 ? "it has no members" : members;
}

function isMember(statement: AssignStatement): statement is AssignStatement & { value: PythonExpression } {
  return statement.value !== undefined && !/^_.*_$|^__/.test(statement.target);
}

function memberValue(
  statement: AssignStatement & { value: PythonExpression },
  before: ReadonlyMap<string, PythonConstant>,
  entity: ClassEntity,
  loader: ModuleLoader,
  auto: AutoStyle,
): PythonConstant | undefined {
  const { value } = statement;
  if (value.kind === "name") return before.get(value.id);
  if (value.kind !== "call") return bareLiteral(value);
  const callee = findEntity(value.callee, entity.scope, loader);
  if (callee?.kind !== "external" || callee.path !== "enum.auto") return undefined;
  return autoValues[auto](statement.target, before);
}

function nextNumber(before: ReadonlyMap<string, PythonConstant>): bigint {
  const numbers = [...before.values()].filter((value) => typeof value === "bigint");
  const highest = numbers.sort((left, right) => Number(left - right)).at(-1) ?? 0n;
  return highest + 1n;
}

type AutoStyle = "number" | "name" | "unknown";

const autoValues: Readonly<
  Record<AutoStyle, (name: string, before: ReadonlyMap<string, PythonConstant>) => PythonConstant | undefined>
> = {
  number: (_name, before) => nextNumber(before),
  name: (name) => name.toLowerCase(),
  unknown: () => undefined,
};

// `auto()` in `class E(str, Enum)` depends on the Python version, so it is not guessed.
function autoStyle(entity: ClassEntity, loader: ModuleLoader, depth: number): AutoStyle {
  const styles = entity.statement.bases.map((base): AutoStyle => {
    const found = findEntity(base, entity.scope, loader);
    if (found?.kind === "class" && depth < 20) return autoStyle(found, loader, depth + 1);
    if (found?.kind !== "external") return "unknown";
    if (found.path === "enum.StrEnum") return "name";
    return found.path === "int" || enumBases.has(found.path) ? "number" : "unknown";
  });
  const generated = entity.statement.body.some(
    (statement) => statement.kind === "function" && statement.name === "_generate_next_value_",
  );
  if (generated || styles.includes("unknown")) return "unknown";
  return styles.includes("name") ? "name" : "number";
}
