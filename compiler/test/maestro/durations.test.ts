import { decodeValue, type Expr, evaluateExpr, type Step } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerExprToSel, lowerWorkflow } from "../../src/maestro/index.js";
import { evaluateSel, parseSel } from "../../src/sel/index.js";
import { choicesFrom } from "./arbitrary-workflow.js";

const none = (): undefined => undefined;
const length: Expr = { kind: "param", name: "length" };
const unit: Expr = { kind: "literal", type: "string", value: "seconds" };
const total: Expr = { kind: "call", fn: "total", args: [length, unit] };

/** An ISO-8601 duration with some of its parts, finer than a millisecond at times. */
function durationText(seed: number): string {
  const { below, chance, pick } = choicesFrom(seed);
  const some = (letter: string): string => (chance(0.5) ? `${below(200)}${letter}` : "");
  const seconds = chance(0.5) ? `${below(90)}${pick(["", ".5", ",250", ".1230000", ".12345", ".000"])}S` : "";
  const time = `${some("H")}${some("M")}${seconds}`;
  const text = `${pick(["", "", "-", "+"])}P${some("W")}${some("D")}${time === "" ? "" : `T${time}`}`;
  return chance(0.1) ? text.toLowerCase() : text;
}

it("measures durations that are texts as the tree does", () => {
  const lowered = lowerExprToSel(total, { nameOf: () => "length", typeOf: () => "duration" });
  expect(lowered).not.toHaveProperty("diagnostics");
  if ("diagnostics" in lowered) return;
  const { program } = parseSel(lowered.sel);
  let measured = 0;
  for (let seed = 1; seed <= 500; seed += 1) {
    const text = durationText(seed);
    if (/P$|\.12345/i.test(text)) continue;
    const value = decodeValue(text, "duration");
    const wanted = evaluateExpr(total, { param: () => value, output: none, loop: none, signal: none, run: none });
    const found = evaluateSel(program as never, { vars: { length: { type: "STRING", value: text } } });
    expect({ text, found: found.ok ? Number(found.value) : found }).toEqual({ text, found: wanted });
    measured += 1;
  }
  expect(measured).toBeGreaterThan(300);
  for (const text of ["P1Y", "PT0.12345S", "soon"]) {
    const found = evaluateSel(program as never, { vars: { length: { type: "STRING", value: text } } });
    expect({ text, ok: found.ok }).toEqual({ text, ok: false });
  }
});

it("computes timeouts where Maestro can read them, and pauses in the step", () => {
  const pause = (id: string, duration: Expr, timeout: Expr): Step => ({
    kind: "sleep",
    id,
    inputs: { duration: { type: "duration", value: duration } },
    outputs: {},
    timeout,
  });
  const list: Expr = { kind: "literal", type: { kind: "list", of: "duration" }, value: ["PT1S"] };
  const item: Expr = { kind: "loop", step: "each", name: "item" };
  const loop = (timeout: Expr): Step => ({
    kind: "foreach",
    id: "each",
    over: [{ name: "item", type: "duration", in: list }],
    steps: [pause("inner", item, timeout)],
    collect: {},
    outputs: {},
  });
  const lower = (steps: readonly Step[]): ReturnType<typeof lowerWorkflow> =>
    lowerWorkflow({ ir: "1.0", workflow: { id: "wf", params: { length: { type: "duration" } }, steps: [...steps] } });
  const { definition, diagnostics } = lower([pause("outer", length, length), loop(length)]);
  expect(diagnostics).toEqual([]);
  expect(definition?.workflow).toMatchObject({
    params: { timeout_of_outer: { type: "LONG", expression: expect.stringContaining("length.replaceAll") } },
    steps: [
      {
        step: {
          timeout: "${timeout_of_outer}",
          params: { sleep_seconds: { type: "LONG", expression: expect.stringContaining("length.replaceAll") } },
        },
      },
      {
        foreach: {
          params: { timeout_of_inner: { type: "LONG" } },
          steps: [
            {
              step: {
                timeout: "${timeout_of_inner}",
                params: { sleep_seconds: { expression: expect.stringContaining("item.replaceAll") } },
              },
            },
          ],
        },
      },
    ],
  });
  expect(lower([loop(item)]).diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'STV6010 Maestro cannot read the loop variable "item" of "each" in the timeout of "inner".',
  ]);
});
