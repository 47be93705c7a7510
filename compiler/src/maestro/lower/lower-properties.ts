import type { Alerting, RunStrategy, Workflow } from "@stave/ir-schema";

/** What Maestro keeps beside the workflow: its owner, how runs share it, whom to alert. */
export function lowerProperties(workflow: Workflow): Record<string, unknown> | undefined {
  const properties = {
    ...(workflow.owner !== undefined && { owner: workflow.owner }),
    ...(workflow.runStrategy !== undefined && { run_strategy: lowerRunStrategy(workflow.runStrategy) }),
    ...(workflow.stepConcurrency !== undefined && { step_concurrency: workflow.stepConcurrency }),
    ...(workflow.alerting !== undefined && { alerting: lowerAlerting(workflow.alerting) }),
  };
  return Object.keys(properties).length === 0 ? undefined : properties;
}

function lowerRunStrategy({ rule, concurrency }: RunStrategy): Record<string, unknown> {
  const name = rule.toUpperCase().replaceAll("-", "_");
  return { rule: name, ...(concurrency !== undefined && { workflow_concurrency: concurrency }) };
}

function lowerAlerting({ emails, slack, pagerduty }: Alerting): Record<string, unknown> {
  return {
    ...(emails !== undefined && { emails }),
    ...(pagerduty !== undefined && { pagerduties: pagerduty }),
    ...(slack !== undefined && { slack: { channels: slack } }),
  };
}
