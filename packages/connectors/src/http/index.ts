export * from './observed.ts'
export * from './send-http.ts'
