/** The IR version this package writes. */
export const IR_VERSION = "1.0";

/** The range of IR versions this package reads. */
export const IR_VERSIONS_READ = "1.x";
