/** STV65xx: what an expression can see at its place. */
export const expressionFindings = {
  unknownName: {
    code: "STV6501",
    severity: "error",
    message: '"{name}" is no param that {place} can see.',
    hint: "{advice}",
  },
  notUpstream: {
    code: "STV6502",
    severity: "error",
    message: 'Step "{step}" is not finished before {place}, so "{name}" cannot be read there.',
    hint: 'Add a transition from "{step}".',
  },
  maybeSkipped: {
    code: "STV6503",
    severity: "warning",
    message: 'Step "{step}" may be skipped, and then reading "{name}" in {place} fails.',
    hint: "Read it with params.getFromStep in a branch that is taken only when the step ran.",
  },
  outsideLoop: {
    code: "STV6504",
    severity: "error",
    message: 'Step "{step}" stands outside the loop, whose steps cannot read "{name}".',
    hint: 'Add a param with the expression "{name}" to the loop step and read that.',
  },
  insideLoop: {
    code: "STV6505",
    severity: "error",
    message: 'Step "{step}" stands inside the loop "{loop}", so "{name}" cannot be read from outside.',
    hint: "Use params.getFromForeach('{loop}', '{step}', '{param}').",
  },
  unknownStepParam: {
    code: "STV6506",
    severity: "error",
    message: 'Step "{step}" has no param "{param}".',
    hint: "{advice}",
  },
  functionsMissing: {
    code: "STV6507",
    severity: "error",
    message: "params.{name} does not work in {place}.",
    hint: "{advice}",
  },
  nothingVisible: {
    code: "STV6508",
    severity: "error",
    message: '"{name}" cannot be read in {place}, which sees no params: the trigger would never fire.',
  },
  lookupNotLoaded: {
    code: "STV6509",
    severity: "warning",
    message: 'params has no "{name}" in {place} unless the expression also names it bare, so this is null.',
    hint: "{advice}",
  },
  indexAlwaysMinusOne: {
    code: "STV6510",
    severity: "error",
    message: "loop_index is always -1 in the condition of its own loop.",
    hint: "Count with a loop param of your own.",
  },
  badField: {
    code: "STV6511",
    severity: "error",
    message: 'params.{name} has no field "{field}".',
    hint: "{advice}",
  },
  workflowFieldOnly: {
    code: "STV6512",
    severity: "error",
    message: "params.getFromInstance('{field}') works only in params of the workflow, not in {place}.",
  },
  unknownStep: {
    code: "STV6513",
    severity: "error",
    message: 'There is no step "{step}" {where}.',
    hint: "{advice}",
  },
  notALoop: { code: "STV6514", severity: "error", message: 'Step "{step}" is no {kind} step.' },
  notInLoop: { code: "STV6515", severity: "error", message: 'Step "{inner}" is no step of the loop "{loop}".' },
  foreachParamType: {
    code: "STV6516",
    severity: "error",
    message: 'getFromForeach gives only texts, numbers and bools, but "{param}" of "{inner}" is {found}.',
  },
  noSuchDependency: {
    code: "STV6517",
    severity: "error",
    message: "The step waits for {count} signals, so there is none with the index {index}.",
  },
  noSignalTrigger: {
    code: "STV6518",
    severity: "error",
    message: "The workflow has no signal trigger, so params.getFromSignal fails in every run.",
  },
  unknownSignal: {
    code: "STV6519",
    severity: "error",
    message: 'No signal trigger of the workflow listens to "{signal}".',
    hint: "{advice}",
  },
  unknownSignalParam: {
    code: "STV6520",
    severity: "error",
    message: 'No signal trigger of the workflow has a param "{param}".',
  },
  signalAtWorkflow: {
    code: "STV6521",
    severity: "warning",
    message: "Signals by name are not wired in {place}: the push succeeds and a real run fails.",
    hint: "Read the signal in a step's param.",
  },
  onlySignalRuns: {
    code: "STV6522",
    severity: "warning",
    message: "params.getFromSignal fails in the runs that the workflow's time triggers start.",
    hint: "Use params.getFromSignalOrDefault.",
  },
  selfAtWorkflow: {
    code: "STV6524",
    severity: "error",
    message: 'The param "{name}" refers to itself.',
  },
  neverConverts: {
    code: "STV6525",
    severity: "error",
    message: "{what} is {found}, but {expected} is needed.",
  },
} as const;
