const connectors = ['WHMCS', 'SF', 'ES2PLUS', 'MVNE', 'SMTP', 'SENDGRID', 'VOIP_MS', 'DIDWW']

/** Shorter time limits still, for stories that wait until a call whose end nobody heard has certainly ended. */
export const impatient: Record<string, string> = {
  ...Object.fromEntries(connectors.map((name) => [`${name}_TIMEOUT_SECONDS`, '1'])),
  CALL_TIMEOUT_SECONDS: '1',
  SETTLE_SECONDS: '0.5',
}

/** The same for a stack with a PBX. */
export const impatientPbx: Record<string, string> = { ...impatient, FUSIONPBX_TIMEOUT_SECONDS: '1' }
