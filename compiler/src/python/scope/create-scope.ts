import type { ParsedModule } from "../syntax/parse-module.js";
import type { ImportFromStatement, PythonStatement } from "../syntax/statement.js";
import type { Binding, Scope } from "./binding.js";

type Star = Scope["stars"][number];

/** The scope of a module. */
export function createModuleScope(module: ParsedModule): Scope {
  return createScope(module, module.statements);
}

/** The scope of a class body inside `outer`. */
export function createClassScope(outer: Scope, body: readonly PythonStatement[]): Scope {
  return { ...createScope(outer.module, body), outer };
}

function createScope(module: ParsedModule, statements: readonly PythonStatement[]): Scope {
  const bindings = new Map<string, Binding>();
  const stars: Star[] = [];
  bindAll(statements, bindings, stars, new Set());
  return { module, bindings, stars };
}

// `settled` holds the names an earlier branch of an enclosing `if` or `try` has bound.
function bindAll(
  statements: readonly PythonStatement[],
  bindings: Map<string, Binding>,
  stars: Star[],
  settled: ReadonlySet<string>,
): void {
  for (const statement of statements) {
    if (statement.kind === "choice") bindChoice(statement.bodies, bindings, stars, settled);
    else if (statement.kind === "import-from" && statement.name === "*") stars.push(statement);
    else {
      const bound = bindingOf(statement);
      if (bound !== undefined && !settled.has(bound[0])) bindings.set(...bound);
    }
  }
}

function bindChoice(
  bodies: readonly (readonly PythonStatement[])[],
  bindings: Map<string, Binding>,
  stars: Star[],
  settled: ReadonlySet<string>,
): void {
  const taken = new Set(settled);
  for (const body of bodies) {
    const own = new Map<string, Binding>();
    bindAll(body, own, stars, taken);
    for (const [name, binding] of own) {
      bindings.set(name, binding);
      taken.add(name);
    }
  }
}

function bindingOf(statement: PythonStatement): [name: string, binding: Binding] | undefined {
  switch (statement.kind) {
    case "class":
      return [statement.name, { kind: "class", statement }];
    case "function":
      return [statement.name, { kind: "function", statement }];
    case "assign":
      if (statement.value === undefined || statement.augmented) return undefined;
      return [statement.target, { kind: "alias", value: statement.value, typeParameters: [] }];
    case "type-alias":
      return [statement.name, { kind: "alias", value: statement.value, typeParameters: statement.typeParameters }];
    case "import":
      return statement.alias === undefined
        ? [statement.module.split(".")[0] ?? "", { kind: "import", module: statement.module.split(".")[0] ?? "" }]
        : [statement.alias, { kind: "import", module: statement.module }];
    case "import-from":
      return [statement.alias ?? statement.name, importedName(statement)];
    default:
      return undefined;
  }
}

function importedName({ level, module, name, alias }: ImportFromStatement): Binding {
  return { kind: "import-from", level, module, name, explicit: alias === name };
}
