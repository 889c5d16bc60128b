import type { MailData, MailName } from './mail-data.ts'

const common = { customerName: 'Ada Moreno', correlationId: 'corr-7f3a' }
const portal = 'https://portal.harbour.example'

/** One complete example for each template: for previews and tests. */
export const sampleMailData: { [Name in MailName]: MailData<Name> } = {
  welcome: { ...common, loginUrl: `${portal}/sign-in` },
  'password-reset': { ...common, resetUrl: `${portal}/reset/one-time`, validMinutes: 30 },
  'order-confirmation': {
    ...common,
    orderNumber: 'T-1042',
    items: [
      { name: 'eSIM 20 GB', quantity: 2 },
      { name: 'VPN with fixed address', quantity: 1 },
    ],
    orderUrl: `${portal}/orders/T-1042`,
    pbx: {
      domain: 'acme.pbx.example.com',
      number: '+12025550143',
      seats: 10,
      adminUsername: 'admin',
      needsRegistration: true,
    },
  },
  'esim-activation': {
    ...common,
    orderNumber: 'T-1042',
    sims: [
      { planName: 'eSIM 20 GB', maskedIccid: '••••4321' },
      { planName: 'eSIM 20 GB', maskedIccid: '••••4339' },
    ],
    activationUrl: `${portal}/orders/T-1042/esim`,
  },
  'sim-activation': {
    ...common,
    orderNumber: 'T-1042',
    sims: [{ planName: 'SIM card 20 GB', maskedIccid: '••••4321' }],
    serviceUrl: `${portal}/services/17`,
  },
  'order-provisioned': {
    ...common,
    orderNumber: 'T-1042',
    services: [
      { name: 'eSIM 20 GB', nextStep: 'Scan the QR code' },
      { name: 'VPN with fixed address', nextStep: null },
    ],
    orderUrl: `${portal}/orders/T-1042`,
  },
  'esim-reissued': {
    ...common,
    planName: 'eSIM 20 GB',
    maskedIccid: '••••9876',
    activationUrl: `${portal}/services/17/esim`,
  },
  'top-up-confirmed': {
    ...common,
    planName: 'eSIM 20 GB',
    packageName: '5 GB extra',
    amount: { amountMinor: 750, currency: 'USD' },
    invoiceNumber: 'INV-88',
    serviceUrl: `${portal}/services/17`,
  },
  'pbx-welcome': {
    ...common,
    company: 'Acme Corp',
    domain: 'acmecorp.pbx.harbour.example',
    number: '+12125550142',
    username: 'admin',
    loginUrl: 'https://acmecorp.pbx.harbour.example/',
    claimUrl: `${portal}/pbx/claim#token=one-time`,
    validDays: 14,
  },
  'correction-request': {
    ...common,
    orderNumber: 'T-1042',
    company: 'Acme Corp',
    message: 'The street is not the one on your utility bill. Please enter it as it stands there.',
    correctionUrl: `${portal}/pbx/correction#token=one-time`,
    validDays: 14,
  },
  'cancellation-received': {
    ...common,
    serviceName: 'eSIM 20 GB',
    endsOn: '2026-12-31',
    caseNumber: '00001234',
    serviceUrl: `${portal}/services/17`,
  },
}
