import type { SelProgram, SelType } from "../../sel/index.js";
import type { MaestroType } from "../definition.js";
import { findingText } from "../findings/finding.js";
import type { Reporter } from "../findings/reporter.js";
import type { ExpressionModel } from "../model/definition-model.js";
import { type Place, spanIn } from "./place.js";
import { ownParam } from "./resolve-name.js";

/** Signals carry texts and whole numbers; which of them follows from the value, not from the declared type. */
export function checkSignalResult(
  reporter: Reporter,
  { node, pointer, text }: ExpressionModel,
  name: string,
  declared: SelType,
  found: SelType | undefined,
): void {
  if (found === undefined || found === declared) return;
  const span = spanIn(node, pointer, 0, text.length);
  const isCarried = found === "STRING" || found === "LONG";
  if (isCarried) reporter.report("signalKind", span, { name, declared, found });
  else reporter.report("signalResult", span, { name, found });
}

/** A STRING_MAP cannot hold what a MAP of other values gives. */
export function checkMapValues(
  reporter: Reporter,
  { node, pointer, text }: ExpressionModel,
  program: SelProgram,
  place: Place,
  wanted: MaestroType | undefined,
): void {
  const [statement] = program.body;
  if (wanted !== "STRING_MAP" || program.body.length !== 1 || statement?.kind !== "expression") return;
  const { expression } = statement;
  if (expression.kind !== "name") return;
  const own =
    place.own === "all" && place.step !== undefined ? ownParam(place.step, expression.name)?.param : undefined;
  const source = own ?? place.instance.names.get(expression.name)?.param;
  const other = source?.entries?.find(({ type }) => type !== undefined && type !== "STRING");
  if (other === undefined) return;
  const details = { name: expression.name, key: other.name, found: other.type ?? "" };
  reporter.add(findingText("mapValues", details), spanIn(node, pointer, 0, text.length));
}
