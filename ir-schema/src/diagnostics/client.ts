import { type DiagnosticEntry, entry } from "./diagnostic.js";

type Problem = DiagnosticEntry<{ problem: string }>;

/** STV70xx: what can go wrong between a client and its server; the message is the client's own. */
export const clientDiagnostics: {
  "client-connection-failed": Problem;
  "client-timeout": Problem;
  "client-aborted": Problem;
  "client-closed": Problem;
  "client-bad-response": Problem;
  "client-credentials-failed": Problem;
  "client-bad-request": Problem;
  "client-unauthorized": Problem;
  "client-forbidden": Problem;
  "client-not-found": Problem;
  "client-action-timeout": Problem;
  "client-conflict": Problem;
  "client-gone": Problem;
  "client-precondition-failed": Problem;
  "client-too-large": Problem;
  "client-unprocessable": Problem;
  "client-rate-limited": Problem;
  "client-server-error": Problem;
  "client-unavailable": Problem;
  "client-unexpected-status": Problem;
  "client-invalid-argument": Problem;
  "client-ambiguous": Problem;
  "client-duplicate-item": Problem;
  "client-wait-timeout": Problem;
  "client-plan-stale": Problem;
  "client-plan-invalid": Problem;
  "client-journal-failed": Problem;
} = {
  "client-connection-failed": row(
    "STV7001",
    "Check the address, the network and, for https, the certificates; the cause names the failure.",
  ),
  "client-timeout": row("STV7002", "Give the call more time with `timeout`, or see whether the server is overloaded."),
  "client-aborted": row("STV7003"),
  "client-closed": row("STV7004", "Make the call before the client is closed."),
  "client-bad-response": row(
    "STV7005",
    "See whether the address leads to the server itself and not to a sign-in page or another service.",
  ),
  "client-credentials-failed": row("STV7006", "See why the function given for `auth` or `headers` fails."),
  "client-bad-request": row(
    "STV7010",
    "The server's reasons follow its message. `stave check` finds most of those against a definition; a run that has ended takes no more actions than a restart.",
  ),
  "client-unauthorized": row("STV7011", "Give credentials with `auth`, or a `user`."),
  "client-forbidden": row("STV7012", "Ask the owner of the server for the right to do this."),
  "client-not-found": row(
    "STV7013",
    "See whether the id is spelled as on the server, and was pushed there: `stave push wf.ts`; it is no file's name.",
  ),
  "client-action-timeout": row("STV7014", "The action is still queued; look at the step before acting again."),
  "client-conflict": row("STV7015", "Another action or a deletion is still going on; try again when it has ended."),
  "client-gone": row("STV7016"),
  "client-precondition-failed": row(
    "STV7017",
    "A run strategy changes only when the going and failed runs allow it; stop or unblock them first.",
  ),
  "client-too-large": row("STV7018", "Split the workflow into subworkflows."),
  "client-unprocessable": row("STV7019"),
  "client-rate-limited": row("STV7020", "Use less concurrency, or try again later."),
  "client-server-error": row("STV7021", "See the server's log; the body of the answer is kept in the error."),
  "client-unavailable": row("STV7022", "Try again later."),
  "client-unexpected-status": row("STV7023", "See whether the address leads to Maestro's REST API."),
  "client-invalid-argument": row("STV7030"),
  "client-ambiguous": row("STV7031", "Push or start again later: what was done is recognised and not done twice."),
  "client-duplicate-item": row("STV7032", "Give each workflow one id of its own."),
  "client-wait-timeout": row("STV7033", "Wait again, or stop the instance."),
  "client-plan-stale": row("STV7040", "Make the plan again and review it."),
  "client-plan-invalid": row("STV7041", "Make the plan again."),
  "client-journal-failed": row("STV7042", "Free some space or give another file; what was pushed stays pushed."),
};

function row(code: string, hint?: string): Problem {
  const message = ({ problem }: { problem: string }): string => problem;
  return hint === undefined ? entry(code, "error", message) : entry(code, "error", message, () => hint);
}
