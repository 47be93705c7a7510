export { exprSchema } from "./expr.js";
export { paramSchema } from "./param.js";
export { stepSchema } from "./step.js";
export { signalEmitSchema, signalWaitSchema, triggerSchema } from "./trigger.js";
export { typeSchema } from "./type.js";
export { irDocumentSchema, workflowSchema } from "./workflow.js";
