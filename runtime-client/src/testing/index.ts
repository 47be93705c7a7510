export type { LedgerEntry, RunScript } from "./store.js";
export { startTestServer, type TestServer, type TestServerOptions } from "./test-server.js";
