import { registerLoader } from "./1-load/register-hooks.js";

// `node --import @stave/compiler/register` lets plain Node import workflows.
await registerLoader();
