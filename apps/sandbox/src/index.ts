export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts'
export type { SandboxSystems, SystemsOptions } from './systems.ts'
