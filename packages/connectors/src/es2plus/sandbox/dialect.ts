import type { FastifyReply } from 'fastify'
import type { Dialect } from '../../sandbox-kit/index.ts'
import type { FunctionResult } from './functions.ts'

export const adminProtocol = 'gsma/rsp/v2.2.2'

/** A reply of ES2+: always HTTP 200 with the protocol header, failed or not. */
export function answer(reply: FastifyReply, result: FunctionResult): Record<string, unknown> {
  reply.header('x-admin-protocol', adminProtocol)
  if ('fields' in result) {
    return { header: { functionExecutionStatus: { status: 'Executed-Success' } }, ...result.fields }
  }
  return { header: { functionExecutionStatus: { status: 'Failed', statusCodeData: result } } }
}

const namedRejections: Record<string, FunctionResult> = {
  'no profile left': { subjectCode: '8.2.5', reasonCode: '3.7', message: 'No profile of this type is left' },
  'unknown profile': { subjectCode: '8.2.1', reasonCode: '3.9', message: 'The profile is unknown' },
  'wrong state': {
    subjectCode: '8.2.1',
    reasonCode: '3.3',
    message: 'The profile is in the wrong state or in use',
  },
  'matching id conflict': { subjectCode: '8.2.6', reasonCode: '3.3', message: 'The matching id is in use' },
  'eid refused': { subjectCode: '8.1.1', reasonCode: '3.8', message: 'The eUICC is refused' },
  'execution error': { subjectCode: '1.2', reasonCode: '4.2', message: 'Execution error' },
}

/** `message` is a name from the list above, "Expired", or a pair such as "8.2.1/3.3". */
function rejection(reply: FastifyReply, message = 'eid refused'): unknown {
  if (message === 'Expired') {
    reply.header('x-admin-protocol', adminProtocol)
    return { header: { functionExecutionStatus: { status: 'Expired' } } }
  }
  const [subjectCode, reasonCode] = message.split('/')
  const pair = subjectCode && reasonCode ? { subjectCode, reasonCode, message: 'Refused' } : undefined
  return answer(
    reply,
    namedRejections[message] ?? pair ?? { subjectCode: '8.1.1', reasonCode: '3.8', message },
  )
}

/** How an SM-DP+ says what every system can say. */
export const es2plusDialect: Dialect = {
  throttled: (reply) => answer(reply, { subjectCode: '1.2', reasonCode: '4.4', message: 'Busy' }),
  serverError: (reply) => reply.code(500).type('text/plain').send('Internal Server Error'),
  rejected: rejection,
  unauthorised: (reply) =>
    answer(reply, { subjectCode: '1.1', reasonCode: '1.1', message: 'Requester unknown' }),
}
