import {
  AuditListBody,
  AuditQuery,
  ConsoleCatalogueBody,
  ConsoleCustomerBody,
  ConsoleCustomerListBody,
  ConsoleCustomerQuery,
  ConsoleMailBody,
  ConsoleMailListBody,
  ConsoleMailListQuery,
  DryRunBody,
  DryRunRequest,
  FalloutBody,
  OverviewBody,
  OverviewQuery,
} from '@turnup/contracts'
import {
  checkCatalogue,
  dryRunPlan,
  findCustomers,
  listAuditEvents,
  listConsoleMails,
  readConsoleCustomer,
  readFallout,
  readOverview,
  resendMail,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, signedIn, UuidParams } from './console-schema.ts'

const MailParams = z.object({ id: z.string().min(3).max(200) })

/** Everything around orders: fallout, dry runs, mails, customers, catalogue, audit, numbers. */
export async function deskRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  const viewer = requireOperator('viewer')

  app.get('/fallout', {
    schema: {
      ...signedIn,
      summary: 'What needs a person, by cause',
      response: { 200: FalloutBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) => sendOutcome(reply, await readFallout(contextOf(request))),
  })

  app.post('/plans/dry-run', {
    schema: {
      ...signedIn,
      summary: 'The plan an order would get now',
      description: 'Writes nothing. Shows steps, choices and their reasons, and prices side by side.',
      body: DryRunRequest,
      response: { 200: DryRunBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) => sendOutcome(reply, await dryRunPlan(contextOf(request), request.body)),
  })

  app.get('/mails', {
    schema: {
      ...signedIn,
      summary: 'Mails by delivery state, failed ones first',
      querystring: ConsoleMailListQuery,
      response: { 200: ConsoleMailListBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await listConsoleMails(contextOf(request), request.query)),
  })

  app.post('/mails/:id/resend', {
    schema: {
      ...signedIn,
      summary: 'Send a failed mail again',
      params: MailParams,
      response: { 202: ConsoleMailBody, ...errorAnswers },
    },
    onRequest: requireOperator('operator'),
    handler: async (request, reply) =>
      sendOutcome(reply, await resendMail(contextOf(request), request.params.id), 202),
  })

  app.get('/customers', {
    schema: {
      ...signedIn,
      summary: 'Find customers',
      querystring: ConsoleCustomerQuery,
      response: { 200: ConsoleCustomerListBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await findCustomers(contextOf(request), request.query)),
  })

  app.get('/customers/:id', {
    schema: {
      ...signedIn,
      summary: 'One customer with the mapping of the three systems',
      params: UuidParams,
      response: { 200: ConsoleCustomerBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await readConsoleCustomer(contextOf(request), request.params.id)),
  })

  app.get('/catalogue', {
    schema: {
      ...signedIn,
      summary: 'Every product of the CRM, with what is wrong with its mapping',
      response: { 200: ConsoleCatalogueBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) => sendOutcome(reply, await checkCatalogue(contextOf(request))),
  })

  app.get('/audit', {
    schema: {
      ...signedIn,
      summary: 'Who changed what',
      querystring: AuditQuery,
      response: { 200: AuditListBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await listAuditEvents(contextOf(request), request.query)),
  })

  app.get('/overview', {
    schema: {
      ...signedIn,
      summary: 'Numbers of the last day, week or month',
      querystring: OverviewQuery,
      response: { 200: OverviewBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await readOverview(contextOf(request), request.query)),
  })
}
