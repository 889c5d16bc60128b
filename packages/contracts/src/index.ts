export * from './common.ts'
export * from './portal/authentication.ts'
export * from './portal/billing.ts'
export * from './portal/password-rules.ts'
