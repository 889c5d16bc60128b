const names: Record<string, string> = {
  salesforce: 'Salesforce',
  'salesforce-pubsub': 'Salesforce platform events',
  whmcs: 'WHMCS',
  es2plus: 'eSIM platform (ES2+)',
  mvne: 'Line activation (MVNE)',
  smtp: 'Mail relay (SMTP)',
  sendgrid: 'SendGrid',
  'voip-ms': 'VoIP.ms',
  didww: 'DIDWW',
  fusionpbx: 'FusionPBX',
}

/** What people call an outside system; one that is not known here goes by its id. */
export function connectorName(id: string): string {
  return names[id] ?? id
}
