import { type Expr, evaluateExpr, type Value } from "@stave/ir-schema";
import { noop, p, workflow } from "@stave/sdk";
import { definitionNode } from "@stave/sdk/internal";
import { expect, it } from "vitest";

const params: Readonly<Record<string, Value>> = { items: [10n, 20n, 30n], position: -3n };

function outputs(): Readonly<Record<string, { readonly value: Expr }>> {
  const definition = workflow(
    "positions",
    { params: { items: p.list(p.int()), position: p.int() } },
    (w, { items, position }) => {
      w.step("start", noop());
      return { first: items.at(0), last: items.at(-1), computed: items.at(position), next: items.at(position.add(4)) };
    },
  );
  const node = definitionNode(definition);
  return node?.build(node, { sites: false }).document.workflow.outputs ?? {};
}

it("counts a negative position from the end, as Python and JavaScript do", () => {
  const scope = { param: (name: string) => params[name] as Value };
  const values = Object.entries(outputs()).map(([name, { value }]) => [name, evaluateExpr(value, scope as never)]);
  expect(Object.fromEntries(values)).toEqual({ first: 10n, last: 30n, computed: 10n, next: 20n });
});
