export * from './observed.ts'
export * from './retry-after.ts'
export * from './send-http.ts'
