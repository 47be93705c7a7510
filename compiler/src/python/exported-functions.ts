import { bareLiteral } from "./annotation/enum-type.js";
import type { Binding, Scope } from "./scope/binding.js";
import { type Entity, findEntity, findName } from "./scope/entity.js";
import type { ModuleLoader } from "./scope/module-loader.js";
import type { PythonExpression } from "./syntax/expression.js";
import type { FunctionStatement, PythonStatement } from "./syntax/statement.js";

/** A function a module hands out, under the name it hands it out by. */
export interface ExportedFunction {
  readonly name: string;
  readonly statement: FunctionStatement;
  readonly scope: Scope;
}

/**
 * The functions a module exports: those `__all__` lists when there is one, else its own public ones and those it
 * hands on by `import x as x` or, in an `__init__.py`, by any import from the same package.
 */
export function exportedFunctions(scope: Scope, loader: ModuleLoader): ExportedFunction[] {
  const listed = listedNames(scope.module.statements);
  const names =
    listed ?? [...scope.bindings].filter(([name, binding]) => isPublic(name, binding, scope)).map(([name]) => name);
  return names.flatMap((name) => {
    const entity = resolveFunction(findName(name, scope, loader), loader, 0);
    if (entity === undefined || isOverload(entity, loader)) return [];
    return [{ name, statement: entity.statement, scope: entity.scope }];
  });
}

function isPublic(name: string, binding: Binding, scope: Scope): boolean {
  if (name.startsWith("_")) return false;
  if (binding.kind === "function" || binding.kind === "alias") return true;
  if (binding.kind !== "import-from") return false;
  return binding.explicit || (binding.level > 0 && /(^|[\\/])__init__\.py$/.test(scope.module.source.fileName));
}

function resolveFunction(
  entity: Entity,
  loader: ModuleLoader,
  depth: number,
): (Entity & { kind: "function" }) | undefined {
  if (entity.kind === "function") return entity;
  if (entity.kind !== "alias" || depth > 20) return undefined;
  const target = findEntity(entity.value, entity.scope, loader);
  return target && resolveFunction(target, loader, depth + 1);
}

// An overload that no implementation follows has no body to run.
function isOverload(entity: Entity & { kind: "function" }, loader: ModuleLoader): boolean {
  return entity.statement.decorators.some((decorator) => {
    const found = findEntity(decorator, entity.scope, loader);
    return found?.kind === "external" && found.path === "typing.overload";
  });
}

function listedNames(statements: readonly PythonStatement[]): string[] | undefined {
  let names: string[] | undefined;
  for (const statement of statements) {
    if (statement.kind !== "assign" || statement.target !== "__all__" || statement.value === undefined) continue;
    const items = textItems(statement.value);
    if (items === undefined) return undefined;
    names = statement.augmented ? [...(names ?? []), ...items] : items;
  }
  return names === undefined ? undefined : [...new Set(names)];
}

function textItems(value: PythonExpression): string[] | undefined {
  if (value.kind === "binary" && value.operator === "+") {
    const [left, right] = [textItems(value.left), textItems(value.right)];
    return left && right && [...left, ...right];
  }
  if (value.kind !== "list" && value.kind !== "tuple") return undefined;
  const items = value.items.map(bareLiteral).filter((item) => typeof item === "string");
  return items.length === value.items.length ? items : undefined;
}
