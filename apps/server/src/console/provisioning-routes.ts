import {
  CorrectionRequest,
  DeletePaperRequest,
  GatewayStatusBody,
  MarkDocumentsRequest,
  mostPaperBytes,
  NumberDialogBody,
  OrderStateBody,
  PlaceNumberRequest,
  ProvisioningDetailBody,
  ProvisioningListBody,
  ProvisioningQuery,
  RegistrationReviewBody,
  ReplaceNumberRequest,
  ResetPurchaseRequest,
  UploadPaperBody,
  UploadPaperRequest,
} from '@turnup/contracts'
import {
  checkNow,
  deletePaper,
  listProvisioning,
  markDocumentsUploaded,
  placeNumberOrder,
  readNumberDialog,
  readPaper,
  readProvisioning,
  readRegistration,
  replaceNumber,
  requestCorrection,
  resendClaim,
  resetPurchase,
  syncGatewaysOfOrder,
  uploadPaper,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, OrderParams, signedIn } from './console-schema.ts'

const PaperParams = OrderParams.extend({ paperId: z.uuid() })
/** Base64 makes a file a third larger; the rest of the request is small. */
const paperBodyLimit = Math.ceil((mostPaperBytes * 4) / 3) + 64 * 1024

/** The provisioning queue of hosted-PBX orders (R197 to R201). Reading is for viewers, all else for operators. */
export async function provisioningRoutes(fastify: FastifyInstance): Promise<void> {
  await fastify.register(readingRoutes)
  await fastify.register(actingRoutes)
  await fastify.register(paperRoutes)
}

async function readingRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('viewer'))

  app.get('/provisioning', {
    schema: {
      ...signedIn,
      summary: 'The provisioning queue',
      querystring: ProvisioningQuery,
      response: { 200: ProvisioningListBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listProvisioning(contextOf(request), request.query)),
  })

  app.get('/provisioning/:id', {
    schema: {
      ...signedIn,
      summary: 'One PBX order',
      description: 'Without the personal data of its registration.',
      params: OrderParams,
      response: { 200: ProvisioningDetailBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readProvisioning(contextOf(request), request.params.id)),
  })
}

async function actingRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('operator'))
  const params = OrderParams
  const changed = { 200: OrderStateBody, ...errorAnswers }

  app.get('/provisioning/:id/registration', {
    schema: {
      ...signedIn,
      summary: 'The personal data of a registration',
      description: 'Audited each time.',
      params,
      response: { 200: RegistrationReviewBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readRegistration(contextOf(request), request.params.id)),
  })

  app.post('/provisioning/:id/correction', {
    schema: {
      ...signedIn,
      summary: 'Ask the customer to correct named fields',
      params,
      body: CorrectionRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await requestCorrection(contextOf(request), request.params.id, request.body)),
  })

  app.get('/provisioning/:id/number', {
    schema: {
      ...signedIn,
      summary: 'The number dialog: is the number still there, what else is, what does it cost',
      params,
      response: { 200: NumberDialogBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readNumberDialog(contextOf(request), request.params.id)),
  })

  app.post('/provisioning/:id/number', {
    schema: {
      ...signedIn,
      summary: 'Order the number, the chosen one or another',
      params,
      body: PlaceNumberRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await placeNumberOrder(contextOf(request), request.params.id, request.body)),
  })

  app.post('/provisioning/:id/replace-number', {
    schema: {
      ...signedIn,
      summary: 'Take another number where the carrier says that the chosen one is gone',
      params,
      body: ReplaceNumberRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await replaceNumber(contextOf(request), request.params.id, request.body)),
  })

  app.post('/provisioning/:id/check-now', {
    schema: { ...signedIn, summary: 'Look at the outside system now', params, response: changed },
    handler: async (request, reply) =>
      sendOutcome(reply, await checkNow(contextOf(request), request.params.id)),
  })

  app.post('/provisioning/:id/reset', {
    schema: {
      ...signedIn,
      summary: 'Start the purchase over at the papers',
      description: 'The number is released first.',
      params,
      body: ResetPurchaseRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await resetPurchase(contextOf(request), request.params.id, request.body.reason)),
  })

  app.post('/provisioning/:id/sync-gateways', {
    schema: {
      ...signedIn,
      summary: 'Make the tenant live again and see how its gateways do',
      params,
      response: { 200: GatewayStatusBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await syncGatewaysOfOrder(contextOf(request), request.params.id)),
  })

  app.post('/provisioning/:id/claim', {
    schema: {
      ...signedIn,
      summary: 'Send a new link for the password of the PBX administrator',
      description: 'Links sent before no longer work.',
      params,
      response: { 200: z.object({ mailId: z.string() }), ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await resendClaim(contextOf(request), request.params.id)),
  })
}

async function paperRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('operator'))

  app.post('/provisioning/:id/papers', {
    bodyLimit: paperBodyLimit,
    schema: {
      ...signedIn,
      summary: 'Add a paper, unless the carrier would refuse it',
      description: 'With problems in the answer, nothing was kept.',
      params: OrderParams,
      body: UploadPaperRequest,
      response: { 200: UploadPaperBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await uploadPaper(contextOf(request), request.params.id, request.body)),
  })

  app.get('/provisioning/:id/papers/:paperId', {
    schema: {
      ...signedIn,
      summary: 'What a paper shows',
      description: 'Audited each time.',
      params: PaperParams,
    },
    handler: async (request, reply) => {
      const { id, paperId } = request.params
      const read = await readPaper(contextOf(request), id, paperId)
      if (!read.ok) return sendOutcome(reply, read)
      // Shown in a frame of its own; whatever is in the file must not run as a page of ours.
      return reply
        .header('Content-Type', read.value.mediaType)
        .header(
          'Content-Disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(read.value.fileName)}`,
        )
        .header('X-Content-Type-Options', 'nosniff')
        .header('Content-Security-Policy', "default-src 'none'; sandbox")
        .send(Buffer.from(read.value.content))
    },
  })

  app.post('/provisioning/:id/papers/:paperId/delete', {
    schema: {
      ...signedIn,
      summary: 'Take a paper away',
      params: PaperParams,
      body: DeletePaperRequest,
      response: { 204: z.null(), ...errorAnswers },
    },
    handler: async (request, reply) => {
      const { id, paperId } = request.params
      const { reason } = request.body
      return sendOutcome(reply, await deletePaper(contextOf(request), id, { id: paperId, reason }), 204)
    },
  })

  app.post('/provisioning/:id/documents-uploaded', {
    schema: {
      ...signedIn,
      summary: 'Say that the papers are complete, here or in the carrier’s portal',
      params: OrderParams,
      body: MarkDocumentsRequest,
      response: { 200: OrderStateBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await markDocumentsUploaded(contextOf(request), request.params.id, request.body.reason),
      ),
  })
}
