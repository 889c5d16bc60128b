import { queryOptions } from '@tanstack/react-query'
import type { InvoiceBody, InvoiceListBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** Read again at each return to the page, because invoices are paid on a page of billing. */
export const invoicesQuery = queryOptions({
  queryKey: ['invoices'],
  queryFn: async ({ signal }) =>
    (await request<InvoiceListBody>('GET', '/api/invoices', { signal })).invoices,
  refetchOnWindowFocus: 'always',
})

export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: ['invoices', id],
    queryFn: ({ signal }) => request<InvoiceBody>('GET', `/api/invoices/${id}`, { signal }),
    refetchOnWindowFocus: 'always',
  })
}
