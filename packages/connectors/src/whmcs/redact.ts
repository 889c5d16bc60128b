import { type Json, type JsonObject, maskEmail } from '@turnup/domain'
import type { FormParams } from './encode.ts'

const secretParams = new Set(['identifier', 'secret', 'accesskey', 'password2', 'responsetype'])

/** Who somebody is and where they live, and fields that may hold a SIM's numbers (R047, R110). */
const personalParams = new Set([
  'firstname',
  'lastname',
  'companyname',
  'phonenumber',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'customfields',
  'subject',
  'message',
])

/** The words of our own in notes, by which a person finds the record (marker.ts). */
const marker = /^(ref|sfOrderId|sfAccountId|correlationId)=/

/** What an exchange may tell of a request; of notes our markers, since customers and staff write there too. */
export function redactRequest(params: FormParams): JsonObject {
  const shown: JsonObject = {}
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || secretParams.has(name)) continue
    if (personalParams.has(name)) shown[name] = '•••'
    else if (name === 'email' && typeof value === 'string') shown[name] = maskEmail(value)
    else if (name === 'notes') shown[name] = markersIn(String(value))
    else shown[name] = value
  }
  return shown
}

function markersIn(notes: string): string {
  const words = notes.split(/\s+/).filter((word) => marker.test(word))
  return [...words, '•••'].join(' ')
}

/** Answers hold passwords, gateway tokens and people's data; only these fields are kept, at any depth. */
const shownInAnswers = new Set([
  'result',
  'status',
  'message',
  'totalresults',
  'startnumber',
  'numreturned',
  'orderid',
  'serviceids',
  'invoiceid',
  'clientid',
  'userid',
  'serviceid',
  'id',
  'tid',
  'ordernum',
  'pid',
  'relid',
  'qty',
  'total',
  'balance',
  'paymentstatus',
  'orders',
  'order',
  'lineitems',
  'lineitem',
  'products',
  'product',
  'invoices',
  'invoice',
  'version',
  'whmcs',
])
const longestList = 5

/** What an exchange may tell of an answer; lists are cut to their first five. */
export function redactAnswer(answer: unknown): Json {
  if (Array.isArray(answer)) return answer.slice(0, longestList).map(redactAnswer)
  if (typeof answer !== 'object' || answer === null) return asScalar(answer)
  const shown: JsonObject = {}
  for (const [name, value] of Object.entries(answer)) {
    if (shownInAnswers.has(name)) shown[name] = redactAnswer(value)
  }
  return shown
}

function asScalar(value: unknown): Json {
  if (typeof value === 'string') return value.slice(0, 200)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}
