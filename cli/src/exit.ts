/** What the process tells its caller: fine, the user's workflow is wrong, wrong usage or the outside failed. */
export const EXIT: { readonly ok: 0; readonly workflow: 1; readonly outside: 2 } = { ok: 0, workflow: 1, outside: 2 };

/** An exit code. */
export type ExitCode = 0 | 1 | 2;
