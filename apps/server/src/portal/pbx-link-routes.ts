import {
  ClaimBody,
  CorrectionFormBody,
  LinkRequest,
  SubmitCorrectionRequest,
  UseClaimRequest,
  UsedClaimBody,
} from '@turnup/contracts'
import { readClaim, readCorrection, submitCorrection, useClaim } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { anyone, errorAnswers } from './portal-schema.ts'

/** Doors behind one-time links from mails: whoever has the link needs no sign-in (X27, X43). */
export async function pbxLinkRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/pbx/correction/read', {
    schema: {
      ...anyone,
      summary: 'What a correction link asks for',
      body: LinkRequest,
      response: { 200: CorrectionFormBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await readCorrection(contextOf(request, 'portal'), request.body, { address: request.ip }),
      ),
  })

  app.post('/pbx/correction', {
    schema: {
      ...anyone,
      summary: 'Correct what was asked for',
      description: 'Uses the link up.',
      body: SubmitCorrectionRequest,
      response: { 204: z.null(), ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await submitCorrection(contextOf(request, 'portal'), request.body, { address: request.ip }),
        204,
      ),
  })

  app.post('/pbx/claim/read', {
    schema: {
      ...anyone,
      summary: 'Whose password a claim link sets',
      body: LinkRequest,
      response: { 200: ClaimBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await readClaim(contextOf(request, 'portal'), request.body, { address: request.ip }),
      ),
  })

  app.post('/pbx/claim', {
    schema: {
      ...anyone,
      summary: 'Set the password of a PBX administrator',
      description: 'Uses the link up. The password is kept nowhere here.',
      body: UseClaimRequest,
      response: { 200: UsedClaimBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await useClaim(contextOf(request, 'portal'), request.body, { address: request.ip })),
  })
}
