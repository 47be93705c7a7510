/** STV67xx: several definitions together. */
export const fileFindings = {
  repeatedWorkflow: {
    code: "STV6701",
    severity: "warning",
    message: 'The workflow "{id}" is also defined in {file}; each push makes a new version of it.',
  },
  unknownSubworkflow: {
    code: "STV6702",
    severity: "info",
    message: 'The workflow "{id}" that "{step}" runs is not among the files checked.',
  },
  childParamType: {
    code: "STV6703",
    severity: "error",
    message: 'Step "{step}" passes "{name}" as {found}, but the workflow "{id}" has it as {expected}.',
  },
  childParamMode: {
    code: "STV6704",
    severity: "error",
    message: 'Step "{step}" passes "{name}", but the workflow "{id}" has it as {mode}, which no caller may change.',
  },
  unknownChildParam: {
    code: "STV6705",
    severity: "warning",
    message: 'The workflow "{id}" has no param "{name}", which "{step}" passes.',
    hint: "{advice}",
  },
  recursion: {
    code: "STV6706",
    severity: "warning",
    message: "The workflows {cycle} run each other; at the tenth level the run fails.",
  },
  unknownChildStep: {
    code: "STV6707",
    severity: "error",
    message: 'The workflow "{id}" has no step "{step}" with a param "{param}".',
    hint: "{advice}",
  },
  passedDownType: {
    code: "STV6708",
    severity: "error",
    message: 'Step "{step}" passes all params, and "{name}" is {found} here but {expected} in "{id}".',
    hint: "Set explicit_params to true, or rename one of them.",
  },
  passedDownMode: {
    code: "STV6709",
    severity: "error",
    message: 'Step "{step}" passes all params, but "{name}" is {mode} in "{id}", which no caller may change.',
    hint: "Set explicit_params to true, or rename one of them.",
  },
  neverAnnounced: {
    code: "STV6710",
    severity: "info",
    message: 'Step "{step}" waits for the signal "{signal}", which no step of the files announces.',
  },
  passedFixed: {
    code: "STV6740",
    severity: "error",
    message: 'Step "{step}" passes "{name}" as {mode}, which cannot replace the param of that name in "{id}".',
    hint: "Leave the mode out, or rename one of them.",
  },
  childParamComputed: {
    code: "STV6741",
    severity: "error",
    message:
      'Step "{step}" passes "{name}", but "{id}" computes its {type} of that name, into which nothing can be merged.',
    hint: "Give the child's param a value, or rename one of them.",
  },
} as const;
