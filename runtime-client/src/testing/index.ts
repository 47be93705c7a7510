export {
  type FaultKind,
  type FaultProxy,
  type FaultProxyOptions,
  faultKinds,
  type ProxiedRequest,
  startFaultProxy,
} from "./fault-proxy.js";
export { seededRandom } from "./seeded-random.js";
export type { LedgerEntry, RunScript } from "./store.js";
export { startTestServer, type TestServer, type TestServerOptions } from "./test-server.js";
