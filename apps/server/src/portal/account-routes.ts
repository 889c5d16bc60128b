import { CaseBody, CaseListBody, InvoiceBody, InvoiceListBody, OpenCaseRequest } from '@turnup/contracts'
import { listInvoices, listSupportCases, openSupportCase, readInvoice } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, KeyHeader, OutsideId, signedIn } from './portal-schema.ts'

/** Invoices of the billing system (R052) and cases of the CRM (R124). */
export async function accountRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('preHandler', requireCustomer)

  app.get('/invoices', {
    schema: { ...signedIn, summary: 'Own invoices', response: { 200: InvoiceListBody, ...errorAnswers } },
    handler: async (request, reply) => sendOutcome(reply, await listInvoices(contextOf(request))),
  })

  app.get('/invoices/:id', {
    schema: {
      ...signedIn,
      summary: 'One invoice with its lines',
      description: 'To pay it, open POST /auth/sso-link with destination invoice.',
      params: z.object({ id: OutsideId }),
      response: { 200: InvoiceBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readInvoice(contextOf(request), request.params.id)),
  })

  app.get('/support/cases', {
    schema: { ...signedIn, summary: 'Own cases', response: { 200: CaseListBody, ...errorAnswers } },
    handler: async (request, reply) => sendOutcome(reply, await listSupportCases(contextOf(request))),
  })

  app.post('/support/cases', {
    schema: {
      ...signedIn,
      summary: 'Ask customer service',
      headers: KeyHeader,
      body: OpenCaseRequest,
      response: { 201: CaseBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await openSupportCase(contextOf(request), request.body, key), 201)
    },
  })
}
