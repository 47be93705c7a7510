import type { PythonExpression } from "../syntax/expression.js";
import type { ClassStatement, FunctionStatement } from "../syntax/statement.js";
import type { Binding, Scope } from "./binding.js";
import { createClassScope } from "./create-scope.js";
import { isKnownModule, normalizePath } from "./known-names.js";
import type { ModuleLoader } from "./module-loader.js";

/** What an expression such as `t.Optional` or `Outer.Inner` names. */
export type Entity =
  | { readonly kind: "class"; readonly statement: ClassStatement; readonly scope: Scope }
  | { readonly kind: "function"; readonly statement: FunctionStatement; readonly scope: Scope }
  | {
      readonly kind: "alias";
      readonly value: PythonExpression;
      readonly typeParameters: readonly string[];
      readonly scope: Scope;
    }
  | { readonly kind: "module"; readonly scope: Scope }
  /** Something of the standard library or of another package, by its full name. */
  | { readonly kind: "external"; readonly path: string }
  | { readonly kind: "missing-module"; readonly module: string }
  | { readonly kind: "unknown"; readonly name: string };

/** The look-ups under way, so that modules importing each other end. */
type Trail = readonly { readonly scope: Scope; readonly name: string }[];

/** Finds what a name or dotted name stands for; `undefined` when the expression is neither. */
export function findEntity(expression: PythonExpression, scope: Scope, loader: ModuleLoader): Entity | undefined {
  if (expression.kind === "name") return findName(expression.id, scope, loader);
  if (expression.kind !== "attribute") return undefined;
  const owner = findEntity(expression.value, scope, loader);
  return owner && memberOf(owner, expression.attribute, scope, loader);
}

/** Finds what a bare name stands for, looking outwards from a scope. */
export function findName(name: string, scope: Scope, loader: ModuleLoader): Entity {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const found = findOwn(name, at, loader, []);
    if (found !== undefined) return found;
  }
  const builtin = normalizePath(`builtins.${name}`);
  return builtin === undefined ? { kind: "unknown", name } : { kind: "external", path: builtin };
}

function findOwn(name: string, scope: Scope, loader: ModuleLoader, trail: Trail): Entity | undefined {
  if (trail.some((step) => step.scope === scope && step.name === name)) return undefined;
  const next = [...trail, { scope, name }];
  const binding = scope.bindings.get(name);
  if (binding !== undefined) return entityOf(binding, scope, loader, next);
  for (const star of scope.stars) {
    const found = findInStar(name, star, scope, loader, next);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInStar(
  name: string,
  star: Scope["stars"][number],
  scope: Scope,
  loader: ModuleLoader,
  trail: Trail,
): Entity | undefined {
  const module = isKnownModule(star) ? undefined : load(star, scope, loader);
  if (module !== undefined) return findOwn(name, module, loader, trail);
  const path = normalizePath(`${star.module}.${name}`);
  return path === undefined ? undefined : { kind: "external", path };
}

function entityOf(binding: Binding, scope: Scope, loader: ModuleLoader, trail: Trail): Entity {
  switch (binding.kind) {
    case "class":
      return { kind: "class", statement: binding.statement, scope };
    case "function":
      return { kind: "function", statement: binding.statement, scope };
    case "alias":
      return { kind: "alias", value: binding.value, typeParameters: binding.typeParameters, scope };
    case "import":
      return importedModule(binding.module, scope, loader);
    case "import-from":
      return importedName(binding, scope, loader, trail);
  }
}

function importedModule(module: string, scope: Scope, loader: ModuleLoader): Entity {
  const found = isKnownModule({ level: 0, module }) ? undefined : load({ level: 0, module }, scope, loader);
  return found === undefined ? { kind: "external", path: module } : { kind: "module", scope: found };
}

function importedName(
  binding: Extract<Binding, { kind: "import-from" }>,
  scope: Scope,
  loader: ModuleLoader,
  trail: Trail,
): Entity {
  const { level, module, name } = binding;
  if (!isKnownModule(binding)) {
    const owner = load({ level, module }, scope, loader);
    const found = owner && findOwn(name, owner, loader, trail);
    if (found !== undefined) return found;
    const submodule = load({ level, module: module === "" ? name : `${module}.${name}` }, scope, loader);
    if (submodule !== undefined) return { kind: "module", scope: submodule };
    if (owner !== undefined) return { kind: "unknown", name };
    if (level > 0) return { kind: "missing-module", module: ".".repeat(level) + module };
  }
  const path = `${module}.${name}`;
  return { kind: "external", path: normalizePath(path) ?? path };
}

function memberOf(owner: Entity, attribute: string, scope: Scope, loader: ModuleLoader): Entity | undefined {
  switch (owner.kind) {
    case "module":
      return moduleMember(owner.scope, attribute, loader);
    case "class":
      return (
        findOwn(attribute, createClassScope(owner.scope, owner.statement.body), loader, []) ?? {
          kind: "unknown",
          name: `${owner.statement.name}.${attribute}`,
        }
      );
    case "external":
      return externalMember(owner.path, attribute, scope, loader);
    case "missing-module":
    case "unknown":
      return owner;
    default:
      return undefined;
  }
}

function moduleMember(module: Scope, attribute: string, loader: ModuleLoader): Entity {
  const own = findOwn(attribute, module, loader, []);
  if (own !== undefined) return own;
  const submodule = load({ level: 1, module: attribute }, module, loader);
  return submodule === undefined ? { kind: "unknown", name: attribute } : { kind: "module", scope: submodule };
}

function externalMember(path: string, attribute: string, scope: Scope, loader: ModuleLoader): Entity {
  const full = `${path}.${attribute}`;
  const known = normalizePath(full);
  if (known !== undefined || isKnownModule({ level: 0, module: full }))
    return { kind: "external", path: known ?? full };
  const module = load({ level: 0, module: full }, scope, loader);
  return module === undefined ? { kind: "external", path: full } : { kind: "module", scope: module };
}

function load(
  request: { readonly level: number; readonly module: string },
  scope: Scope,
  loader: ModuleLoader,
): Scope | undefined {
  return loader.load({ level: request.level, module: request.module, from: scope.module.source.fileName });
}
