const USES_ARGUMENTS = /\$(?:[@*#1-9]|\{[@*#1-9])/;

/**
 * The text a shell runs for a script with arguments: they follow the script's last command, unless the script places
 * them itself with `"$@"` or `$1`.
 */
export function scriptWithArguments(script: string): string {
  return USES_ARGUMENTS.test(script) ? script : `${script.trimEnd()} "$@"`;
}
