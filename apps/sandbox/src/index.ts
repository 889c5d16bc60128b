export { demoCarriers } from './demo-carriers.ts'
export { type DemoStock, demoEsimStock } from './demo-stock.ts'
export { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts'
export type { SandboxSystems, SystemsOptions } from './systems.ts'
