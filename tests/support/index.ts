export { freePort } from '@turnup/cli'
export { createTestDatabase, type TestDatabase } from './test-database.ts'
export { type TestEngine, testEngine } from './test-engine.ts'
