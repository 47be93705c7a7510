import { shell, type WorkflowDefinition, workflow } from "stave";

const even: WorkflowDefinition = workflow("even", (w) => {
  w.step("work", shell("true"));
  w.subworkflow("next", odd, {});
});
const odd: WorkflowDefinition = workflow("odd", (w) => {
  w.subworkflow("next", even, {});
});

export default even;
