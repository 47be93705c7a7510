import type { SelExpression, SelSpan } from "../syntax/ast.js";
import { CLASS_OBJECT_TYPES, ELEMENT_OF, type SelType } from "../types.js";
import type { FindingKey, FindingParams, FindingSeverity, SelFinding, SelFix } from "./findings.js";
import { finding } from "./findings.js";
import type { Binding, Box, Constant } from "./heap.js";
import { expose, Heap, ofType, shared, typed, unknownArray } from "./heap.js";
import { STATIC_TYPES } from "./operators.js";
import { POISONED, setOf, type TypeSet } from "./type-set.js";

/** A path of the program ends here because it certainly fails. */
export class PathFailure extends Error {
  readonly findings: readonly SelFinding[];

  constructor(findings: readonly SelFinding[]) {
    super(findings[0]?.message ?? "");
    this.findings = findings;
  }
}

/** The program is too large to follow; what was found so far stands. */
export class GiveUp extends Error {}

/** A name a program can see: its type and, for maps, possibly the types behind its keys. */
export interface SelVariable {
  /** `ANY` when only the run knows: nothing is reported that depends on it. */
  readonly type: SelType | "ANY";
  /** It may be unset, which reads as null. */
  readonly nullable?: boolean;
  readonly entries?: Readonly<Record<string, SelVariable>>;
}

const STEP_BUDGET = 700_000;
const VALUE_OF_CLASS: Readonly<Partial<Record<string, Constant>>> = {
  Integer: 0,
  Long: 0,
  Float: 0,
  Double: 0,
  Boolean: false,
};
/** What a param of type MAP may hold under a key. */
export const MAP_VALUES: TypeSet = setOf(
  "STRING",
  "LONG",
  "DOUBLE",
  "BOOLEAN",
  "MAP",
  "STRING_ARRAY",
  "LONG_ARRAY",
  "DOUBLE_ARRAY",
  "BOOLEAN_ARRAY",
  "NULL",
);

/** The abstract machine a program is run on: types, and the values that do not depend on params. */
export class Machine {
  readonly heap: Heap = new Heap();
  private readonly variables: Readonly<Record<string, SelType | SelVariable>>;
  readonly hasParamFunctions: boolean;
  /** False where only some runs of the program arrive. */
  certain = true;
  /** How many loops surround what is run. */
  loops = 0;
  /** Counts passes whose findings are not final. */
  muted = 0;
  private readonly bindings = new Map<string, Binding>();
  private literals: Map<SelExpression, Box> | undefined;
  private found: Map<string, SelFinding> | undefined;
  private steps = 0;

  constructor(variables: Readonly<Record<string, SelType | SelVariable>>, hasParamFunctions: boolean) {
    this.variables = variables;
    this.hasParamFunctions = hasParamFunctions;
  }

  step(): void {
    this.spend(1);
  }

  /** Counts work, so that following a program takes bounded time. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > STEP_BUDGET) throw new GiveUp();
  }

  findings(): readonly SelFinding[] {
    return this.found === undefined ? [] : [...this.found.values()];
  }

  warn(key: FindingKey, span: SelSpan, params: FindingParams, fix?: SelFix): void {
    this.add(finding(key, span, params, fix));
  }

  report(key: FindingKey, span: SelSpan, params: FindingParams, severity: FindingSeverity, fix?: SelFix): void {
    this.add({ ...finding(key, span, params, fix), severity });
  }

  /** Ends the present path with a finding. */
  fail(key: FindingKey, span: SelSpan, params: FindingParams, fix?: SelFix): never {
    throw new PathFailure([finding(key, span, params, fix)]);
  }

  /** Keeps the findings of a path that ended, as traps when other runs go on. */
  reportFailure(failure: PathFailure, severity: FindingSeverity): void {
    for (const item of failure.findings) this.add({ ...item, severity });
  }

  bindingOf(name: string): Binding {
    const known = this.bindings.get(name);
    if (known !== undefined) return known;
    const binding: Binding = { kind: "binding", content: this.initialBox(name) };
    this.bindings.set(name, binding);
    return binding;
  }

  /** The box of a literal: a declaration may alias it, so it keeps what a loop does to it. */
  literalBox(node: SelExpression, type: SelType, constant: Constant): Box {
    if (this.loops === 0) return ofType(type, constant);
    this.literals ??= new Map();
    const known = this.literals.get(node);
    if (known !== undefined) return known;
    const box = ofType(type, constant);
    this.literals.set(node, box);
    return box;
  }

  /** A fresh value of a param. */
  paramBox(name: string): Box | undefined {
    const variable = this.hasVariable(name) ? this.variables[name] : undefined;
    return variable === undefined ? undefined : variableBox(variable, name);
  }

  hasVariable(name: string): boolean {
    return Object.hasOwn(this.variables, name);
  }

  variableNames(): readonly string[] {
    return Object.keys(this.variables);
  }

  /** Forgets what a failed statement may have left behind in a name. */
  poison(name: string): void {
    const binding = this.bindingOf(name);
    if (binding.content !== undefined) expose(binding.content);
    const box = typed(POISONED);
    expose(box);
    binding.content = box;
  }

  private initialBox(name: string): Box | undefined {
    if (name === "params") return ofType("PRESET_PARAMS");
    const classType = CLASS_OBJECT_TYPES.get(name);
    if (classType === undefined) return this.paramBox(name);
    return STATIC_TYPES.has(classType) ? ofType(classType) : ofType(classType, VALUE_OF_CLASS[name] ?? null);
  }

  private add(item: SelFinding): void {
    if (this.muted > 0) return;
    this.found ??= new Map();
    const key = `${item.code}:${item.start}:${item.end}`;
    const known = this.found.get(key);
    if (known === undefined || (known.severity !== "error" && item.severity === "error")) this.found.set(key, item);
  }
}

function variableBox(entry: SelType | SelVariable, symbol?: string): Box {
  const variable: Partial<SelVariable> = typeof entry === "string" ? {} : entry;
  const type = typeof entry === "string" ? entry : entry.type;
  if (type === "ANY") return shared(MAP_VALUES);
  if (variable.nullable === true) return shared(setOf(type, "NULL"));
  if (variable.entries !== undefined) return mapBox(type, variable.entries);
  const box = ELEMENT_OF[type] === undefined ? ofType(type) : ofType(type, unknownArray());
  if (symbol !== undefined && box.content.constant === undefined) {
    box.content = { types: box.content.types, notNull: true, symbol };
  }
  return box;
}

function mapBox(type: SelType, entries: Readonly<Record<string, SelVariable>>): Box {
  const content = new Map(Object.entries(entries).map(([key, entry]) => [key, variableBox(entry)]));
  return ofType(type, { kind: "map", cell: { kind: "entries", content } });
}
