/** STV64xx: what each kind of step wants. */
export const stepFindings = {
  missingParam: {
    code: "STV6401",
    severity: "error",
    message: 'Step "{id}" is {kind} and lacks the param "{name}".',
  },
  unknownEntry: {
    code: "STV6402",
    severity: "error",
    message: 'Step "{id}" gives "{param}.{key}", which {kind} steps do not know; the run fails.',
    hint: "{advice}",
  },
  wrongParamType: {
    code: "STV6403",
    severity: "error",
    message: 'The param "{name}" of "{id}" is {found}, but {kind} steps need {expected}.',
  },
  loopParamsMissing: {
    code: "STV6404",
    severity: "error",
    message: 'The {kind} step "{id}" needs the param loop_params.',
    hint: "Give it as a MAP with a value.",
  },
  loopParamsComputed: {
    code: "STV6405",
    severity: "error",
    message: 'The loop_params of "{id}" must be a MAP with a value; only its entries may be expressions.',
  },
  loopParamType: {
    code: "STV6406",
    severity: "error",
    message: 'The loop param "{name}" of "{id}" is {found}, but {kind} steps take only {expected}.',
  },
  loopParamRepeated: {
    code: "STV6407",
    severity: "error",
    message: 'The loop param "{name}" of "{id}" is also one of the enclosing loop "{outer}".',
    hint: "Rename one of them.",
  },
  tooManyIterations: {
    code: "STV6408",
    severity: "error",
    message: 'The loop "{id}" has {found} iterations, but 25000 are allowed.',
  },
  noIterations: {
    code: "STV6409",
    severity: "warning",
    message: 'The loop "{id}" has no iterations: the list of "{name}" is empty.',
  },
  oneIteration: {
    code: "STV6410",
    severity: "warning",
    message: 'The loop "{id}" has no loop params and runs exactly once.',
  },
  loopNeverChanges: {
    code: "STV6411",
    severity: "warning",
    message: 'No step of the loop "{id}" has a param {names}, so its condition never changes.',
    hint: "Define a param of that name in a step of the body.",
  },
  loopParamChangesType: {
    code: "STV6412",
    severity: "error",
    message: 'The param "{name}" of "{step}" feeds the loop param of "{id}", which is {expected}, with {found}.',
  },
  hostUnderscore: {
    code: "STV6413",
    severity: "error",
    message: 'The host of "{url}" has an underscore, which Maestro cannot call.',
  },
  urlScheme: { code: "STV6414", severity: "error", message: 'The URL "{url}" is not http or https.' },
  hostAllowList: {
    code: "STV6415",
    severity: "info",
    message: 'The server must allow the host of "{id}"; its list is empty by default.',
  },
  stateName: {
    code: "STV6416",
    severity: "error",
    message: 'state_expr gives "{found}", but it must give one of {expected}.',
  },
  commandOverwritten: {
    code: "STV6417",
    severity: "warning",
    message: 'The {key} of the notebook step "{id}" is replaced by the one that runs the notebook.',
    hint: "Use notebook.init_command.",
  },
  sleepDefault: {
    code: "STV6418",
    severity: "warning",
    message: 'Step "{id}" gives no sleep_seconds and sleeps 3 seconds.',
    hint: "{advice}",
  },
  unknownTemplate: {
    code: "STV6419",
    severity: "info",
    message: 'The sub type "{type}" of "{id}" needs a job template; without one it is ignored silently.',
  },
  templateIgnored: {
    code: "STV6420",
    severity: "warning",
    message: 'The sub type of the {kind} step "{id}" is ignored: templates apply to Http, Kubernetes and Notebook.',
  },
  reservedLoopName: {
    code: "STV6421",
    severity: "error",
    message: 'The {kind} step "{id}" cannot have a param named "{name}": Maestro sets it.',
  },
  badVersion: {
    code: "STV6422",
    severity: "error",
    message: 'The version "{found}" of the subworkflow step "{id}" must be active, latest, default or a number.',
  },
  entryIgnored: {
    code: "STV6440",
    severity: "warning",
    message: 'Step "{id}" gives "{param}.{key}", which {kind} steps do not know and pass over.',
    hint: "{advice}",
  },
  loopParamTwice: {
    code: "STV6441",
    severity: "warning",
    message:
      'Several steps of "{id}" feed the loop param "{name}", and "{step}" with {found} where {expected} is needed.',
    hint: "Give only one of them a param of that name.",
  },
  badUrl: {
    code: "STV6442",
    severity: "error",
    message: 'The URL "{url}" cannot be called: {problem}.',
  },
  badMethod: {
    code: "STV6443",
    severity: "error",
    message: 'The method "{method}" cannot be sent.',
    hint: "Write for example GET or POST.",
  },
  methodCase: {
    code: "STV6444",
    severity: "warning",
    message: 'The method "{method}" is sent as it is written, and servers know only {meant}.',
    hint: "Write {meant}.",
  },
  badHeader: {
    code: "STV6445",
    severity: "error",
    message: 'The header "{name}" cannot be sent: {problem}.',
  },
} as const;
