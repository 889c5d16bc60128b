import type { orders as en } from '../en/orders.ts'

export const orders: Record<keyof typeof en, string> = {
  statusPendingReview: 'En revisión',
  statusActivating: 'En activación',
  statusProvisioned: 'Activo',
  statusFailed: 'Con retraso',
  statusCancelled: 'Cancelado',
  statusNeedsYou: 'Pendiente de usted',
}
