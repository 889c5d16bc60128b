const differingEmail = /^EMAIL_DIFFERS: case (\S+)$/

/** Why customer service should look at somebody, in a sentence (R029, R030). */
export function reviewWords(reason: string): string {
  const found = differingEmail.exec(reason)
  return found
    ? `The e-mail address at sign-up is not the one of the account. Case ${found[1]} in the CRM holds both.`
    : reason
}
