import {
  type Diagnostic,
  type Expr,
  formatType,
  inferExpr,
  isAssignable,
  type Step,
  type Type,
  type Workflow,
} from "@stave/ir-schema";
import { POISON } from "@stave/sdk/internal";
import { checkRefs, type Reader } from "./check-refs.js";
import type { Reporter } from "./reporter.js";
import { encloses, type IndexedStep, pointerPart, type StepIndex, type StepScope } from "./step-index.js";

/**
 * Checks every expression: its refs, its own types, and that it fits where it stands. Gives the params that were read.
 */
export function checkExpressions(workflow: Workflow, index: StepIndex, reporter: Reporter): ReadonlySet<string> {
  const checker = new ExpressionChecker(workflow, index, reporter);
  for (const name in workflow.params) checker.paramDefault(name);
  checker.workflowTimeout();
  for (const indexed of index.steps) checker.step(indexed);
  checker.outputs();
  return checker.readParams;
}

/** Where an expression stands, in a person's words. */
type Describe = (found: string) => void;

class ExpressionChecker {
  readonly readParams = new Set<string>();
  readonly #workflow: Workflow;
  readonly #index: StepIndex;
  readonly #reporter: Reporter;
  #reader: Reader;
  #suspicious = false;
  /** Loop variables whose list is not one; what reads them is not reported again. */
  readonly #unknownItems = new Set<string>();

  readonly #scope = {
    param: (name: string): Type | undefined => {
      const type = this.#workflow.params?.[name]?.type;
      if (type === undefined) this.#suspicious = true;
      else this.readParams.add(name);
      return type;
    },
    output: (step: string, name: string): Type | undefined => {
      const source = this.#index.byId.get(step);
      const type = source?.step.outputs[name];
      if (source === undefined || type === undefined || !this.#sees(source)) this.#suspicious = true;
      return type;
    },
    loop: (step: string, name: string): Type | undefined => {
      const type = loopType(this.#index.byId.get(step)?.step, name);
      if (type === undefined || !this.#isInside(step)) this.#suspicious = true;
      return this.#unknownItems.has(`${step}/${name}`) ? undefined : type;
    },
  };

  constructor(workflow: Workflow, index: StepIndex, reporter: Reporter) {
    this.#workflow = workflow;
    this.#index = index;
    this.#reporter = reporter;
    this.#reader = { what: `Workflow "${workflow.id}"`, scope: index.root, step: undefined, kind: "end" };
  }

  /** Quick test for the usual case; whatever does not pass is looked at closely. */
  #sees(source: IndexedStep): boolean {
    const { step, scope, kind } = this.#reader;
    if (!encloses(source.scope, scope)) return false;
    if (kind === "finish") return source === step;
    if (step === undefined || kind !== "start") return source.conditions.length === 0;
    if (source.scope !== scope) return true;
    return (step.step.needs?.some((need) => need.step === source.step.id) ?? false) && step.step.join !== "any";
  }

  #isInside(loop: string): boolean {
    for (let scope: StepScope | undefined = this.#reader.scope; scope !== undefined; scope = scope.parent) {
      if (scope.owner?.step.id === loop) return true;
    }
    return false;
  }

  #check(expr: Expr, expected: Type | undefined, pointer: string, describe: Describe): Type | undefined {
    if (expr.kind === "literal") return this.#checkLiteral(expr, expected, describe);
    this.#suspicious = false;
    const { type, diagnostics } = inferExpr(expr, this.#scope);
    if (diagnostics.length > 0) this.#keep(diagnostics, pointer);
    if (isTooDeep(diagnostics)) return undefined;
    if (this.#suspicious || expr.kind === "signal" || expr.kind === "firstOf" || this.#reader.kind === "start") {
      this.#checkRefs(expr, pointer);
    }
    if (type !== undefined && expected !== undefined && type !== expected && !isAssignable(type, expected))
      describe(formatType(type));
    return type;
  }

  #checkLiteral(expr: Expr & { kind: "literal" }, expected: Type | undefined, describe: Describe): Type {
    if (expected !== undefined && expr.type !== expected && !isAssignable(expr.type, expected))
      describe(formatType(expr.type));
    return expr.type;
  }

  #keep(diagnostics: ReturnType<typeof inferExpr>["diagnostics"], pointer: string): void {
    for (const item of diagnostics) {
      this.#reporter.found.push({
        ...item,
        at: { workflow: this.#reporter.workflow, pointer: `${pointer}${item.at.pointer ?? ""}` },
      });
    }
  }

  #checkRefs(expr: Expr, pointer: string): void {
    checkRefs(expr, pointer, this.#reader, this.#workflow, this.#index, this.#reporter);
  }

  paramDefault(name: string): void {
    const param = this.#workflow.params?.[name];
    if (param?.default === undefined) return;
    this.#reader = { what: `The default of param "${name}"`, scope: this.#index.root, step: undefined, kind: "param" };
    const type = this.#check(param.default, param.type, `/params/${pointerPart(name)}/default`, (found) =>
      this.#reporter.report(
        "default-type",
        { param: name, found, expected: formatType(param.type) },
        `/params/${pointerPart(name)}/default`,
      ),
    );
    if (param.default.kind !== "literal" && type !== undefined)
      this.#checkRefs(param.default, `/params/${pointerPart(name)}/default`);
  }

  workflowTimeout(): void {
    const { timeout, id } = this.#workflow;
    if (timeout === undefined) return;
    this.#reader = { what: `The timeout of workflow "${id}"`, scope: this.#index.root, step: undefined, kind: "param" };
    this.#check(timeout, "duration", "/timeout", (found) =>
      this.#reporter.report("timeout-type", { where: `workflow "${id}"`, found }, "/timeout"),
    );
  }

  step(indexed: IndexedStep): void {
    const { step, pointer, scope } = indexed;
    this.#reader = { what: `Step "${step.id}"`, scope, step: indexed, kind: "start" };
    if ("inputs" in step) this.#inputs(step, pointer);
    if ("env" in step && step.env !== undefined) this.#env(step, pointer);
    if (step.timeout !== undefined) {
      this.#check(step.timeout, "duration", `${pointer}/timeout`, (found) =>
        this.#reporter.report("timeout-type", { where: `step "${step.id}"`, found }, `${pointer}/timeout`),
      );
    }
    if (step.waits !== undefined) this.#waits(step, pointer);
    if (step.kind === "foreach") this.#foreach(indexed, step, pointer);
    if (step.kind === "while") this.#while(indexed, step, pointer);
    if (step.needs !== undefined) this.#needs(indexed, pointer);
    if (step.emits !== undefined) this.#emits(indexed, pointer);
  }

  #inputs(step: Step & { inputs: Readonly<Record<string, { type: Type; value: Expr }>> }, pointer: string): void {
    for (const name in step.inputs) {
      const input = step.inputs[name] as { type: Type; value: Expr };
      const at = `${pointer}/inputs/${pointerPart(name)}/value`;
      this.#check(input.value, input.type, at, (found) => {
        if (isGateCondition(step, name)) {
          this.#reporter.report("condition-type", { where: `branch "${step.id}"`, found }, at);
          return;
        }
        const details = {
          step: step.id,
          input: name,
          found,
          expected: formatType(input.type),
          of: originOf(input.value),
        };
        const related = [
          {
            message: `"${name}" is declared here`,
            at: { workflow: this.#reporter.workflow, pointer: `${pointer}/inputs/${pointerPart(name)}/type` },
          },
        ];
        this.#reporter.report("input-type", details, at, { related });
      });
    }
  }

  #env(step: Step & { env?: Readonly<Record<string, Expr>> }, pointer: string): void {
    for (const [variable, expr] of Object.entries(step.env ?? {})) {
      const at = `${pointer}/env/${pointerPart(variable)}`;
      this.#check(expr, "string", at, (found) =>
        this.#reporter.report("env-type", { step: step.id, variable, found }, at),
      );
    }
  }

  #waits(step: Step, pointer: string): void {
    step.waits?.forEach((wait, index) => {
      const at = `${pointer}/waits/${index}`;
      this.#check(wait.name, "string", `${at}/name`, (found) =>
        this.#reporter.report("signal-field-type", { step: step.id, field: "name", found }, `${at}/name`),
      );
      if (wait.name.kind === "literal" && wait.name.value === "")
        this.#reporter.report("bad-signal-name", { where: `step "${step.id}"` }, `${at}/name`);
      for (const [field, match] of Object.entries(wait.match ?? {}))
        this.#signalField(step, field, match.value, `${at}/match/${pointerPart(field)}/value`);
    });
  }

  #emits(indexed: IndexedStep, pointer: string): void {
    const { step } = indexed;
    this.#reader = { what: `A signal of step "${step.id}"`, scope: indexed.scope, step: indexed, kind: "finish" };
    step.emits?.forEach((emit, index) => {
      if (emit.name.kind === "literal" && emit.name.value === "")
        this.#reporter.report("bad-signal-name", { where: `step "${step.id}"` }, `${pointer}/emits/${index}/name`);
      const at = `${pointer}/emits/${index}`;
      this.#check(emit.name, "string", `${at}/name`, (found) =>
        this.#reporter.report("signal-field-type", { step: step.id, field: "name", found }, `${at}/name`),
      );
      for (const [field, value] of Object.entries(emit.fields ?? {}))
        this.#signalField(step, field, value, `${at}/fields/${pointerPart(field)}`);
    });
  }

  #signalField(step: Step, field: string, expr: Expr, at: string): void {
    const type = this.#check(expr, undefined, at, () => {});
    if (type !== undefined && !isAssignable(type, "string") && !isAssignable(type, "int")) {
      this.#reporter.report("signal-field-type", { step: step.id, field, found: formatType(type) }, at);
    }
  }

  #needs({ step, scope }: IndexedStep, pointer: string): void {
    step.needs?.forEach((need, index) => {
      if (need.when === undefined) return;
      const source = this.#index.byId.get(need.step);
      if (source === undefined) return;
      this.#reader = { what: `The condition towards step "${step.id}"`, scope, step: source, kind: "finish" };
      const at = `${pointer}/needs/${index}/when`;
      this.#check(need.when, "bool", at, (found) =>
        this.#reporter.report("condition-type", { where: `step "${step.id}"`, found }, at),
      );
    });
  }

  #foreach(indexed: IndexedStep, step: Step & { kind: "foreach" }, pointer: string): void {
    step.over.forEach((item, index) => {
      const at = `${pointer}/over/${index}/in`;
      const report = (found: string): void => {
        this.#unknownItems.add(`${step.id}/${item.name}`);
        this.#reporter.report(
          "loop-over-type",
          { step: step.id, variable: item.name, found },
          `${pointer}/over/${pointerPart(item.name)}`,
        );
      };
      this.#check(item.in, { kind: "list", of: item.type }, at, report);
    });
    this.#reader = { what: `What loop "${step.id}" returns`, scope: this.#bodyOf(indexed), step: indexed, kind: "end" };
    for (const name in step.collect)
      this.#check(step.collect[name] as Expr, undefined, `${pointer}/collect/${pointerPart(name)}`, () => {});
  }

  #while(indexed: IndexedStep, step: Step & { kind: "while" }, pointer: string): void {
    for (const [name, variable] of Object.entries(step.vars)) {
      const at = `${pointer}/vars/${pointerPart(name)}`;
      const wrong = (found: string): void =>
        this.#reporter.report(
          "next-type",
          { step: step.id, variable: name, found, expected: formatType(variable.type) },
          at,
        );
      this.#check(variable.init, variable.type, `${at}/init`, wrong);
    }
    const body = this.#bodyOf(indexed);
    this.#reader = { what: `The condition of loop "${step.id}"`, scope: body, step: indexed, kind: "condition" };
    this.#check(step.condition, "bool", `${pointer}/condition`, (found) =>
      this.#reporter.report("condition-type", { where: `loop "${step.id}"`, found }, `${pointer}/condition`),
    );
    this.#reader = {
      what: `The next value of a variable of loop "${step.id}"`,
      scope: body,
      step: indexed,
      kind: "end",
    };
    for (const [name, variable] of Object.entries(step.vars)) {
      if (variable.next === undefined) continue;
      const at = `${pointer}/vars/${pointerPart(name)}/next`;
      this.#check(variable.next, variable.type, at, (found) =>
        this.#reporter.report(
          "next-type",
          { step: step.id, variable: name, found, expected: formatType(variable.type) },
          at,
        ),
      );
    }
  }

  /** The scope of a loop's body: that of its first step. */
  #bodyOf(loop: IndexedStep): StepScope {
    const [first] = (loop.step as Step & { kind: "foreach" }).steps;
    const inner = first && this.#index.byId.get(first.id);
    return inner?.scope.owner === loop ? inner.scope : { parent: loop.scope, owner: loop };
  }

  outputs(): void {
    for (const name in this.#workflow.outputs) {
      this.#reader = { what: `Output "${name}"`, scope: this.#index.root, step: undefined, kind: "output" };
      this.#check(
        (this.#workflow.outputs[name] as { value: Expr }).value,
        undefined,
        `/outputs/${pointerPart(name)}/value`,
        () => {},
      );
    }
  }
}

function isGateCondition(step: Step, input: string): boolean {
  return step.kind === "noop" && input === "condition" && step.outputs["condition"] === "bool";
}

/** What is nested too deeply cannot be walked, either. */
function isTooDeep(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ name }) => name === "expression-too-deep");
}

function loopType(step: Step | undefined, name: string): Type | undefined {
  if (step?.kind === "while") return step.vars[name]?.type;
  return step?.kind === "foreach" ? step.over.find((item) => item.name === name)?.type : undefined;
}

/** Where a ref's value comes from, for a message: ` (param "lr")`. */
function originOf(expr: Expr): string {
  if (expr === POISON) return "";
  if (expr.kind === "param") return ` (param "${expr.name}")`;
  if (expr.kind === "output") return ` (output "${expr.name}" of step "${expr.step}")`;
  return expr.kind === "loop" ? ` (loop variable "${expr.name}")` : "";
}
