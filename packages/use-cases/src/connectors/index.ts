export { checkConnector } from './check-connector.ts'
export { type EventStreamState, listConnectors } from './list-connectors.ts'
export { pauseConnector, resumeConnector } from './pause-connector.ts'
