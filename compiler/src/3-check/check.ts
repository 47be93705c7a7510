import type { Diagnostic, IrDocument } from "@stave/ir-schema";
import { checkChoices } from "./check-choices.js";
import { checkExpressions } from "./check-expressions.js";
import { checkGraph } from "./check-graph.js";
import { checkIds } from "./check-ids.js";
import { checkLints } from "./check-lints.js";
import { checkParams } from "./check-params.js";
import { checkPlainMembers } from "./check-plain-members.js";
import { checkSettings } from "./check-settings.js";
import { checkTriggers } from "./check-triggers.js";
import { createReporter } from "./reporter.js";
import { indexSteps } from "./step-index.js";

/**
 * Everything that is wrong with a document, by pure passes over the IR.
 *
 * @example
 * for (const { code, message } of checkDocument(document)) console.log(code, message);
 */
export function checkDocument(document: IrDocument): readonly Diagnostic[] {
  const { workflow } = document;
  const index = indexSteps(workflow);
  const reporter = createReporter(workflow.id);
  checkIds(workflow, index, reporter);
  checkGraph(workflow, index, reporter);
  checkParams(workflow, reporter);
  const readParams = checkExpressions(workflow, index, reporter);
  checkTriggers(workflow, reporter);
  checkSettings(workflow, index, reporter);
  checkChoices(workflow, index, reporter);
  checkPlainMembers(workflow, index, reporter);
  if (!reporter.found.some((item) => item.severity === "error")) checkLints({ workflow, index, reporter, readParams });
  return reporter.found;
}
