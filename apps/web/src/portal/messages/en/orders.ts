export const orders = {
  statusPendingReview: 'Awaiting review',
  statusActivating: 'Activating',
  statusProvisioned: 'Active',
  statusFailed: 'Delayed',
  statusCancelled: 'Cancelled',
  statusNeedsYou: 'Waiting for you',
}
