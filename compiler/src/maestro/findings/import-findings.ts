/** STV80xx: turning definitions into workflows of one's own. */
export const importFindings = {
  notImported: {
    code: "STV8001",
    severity: "error",
    message: "The definition cannot be imported so that it compiles back to itself.",
    hint: "Mend its other errors first.",
  },
} as const;
