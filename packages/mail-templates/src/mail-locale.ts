export const mailLocales = ['en', 'es'] as const
export type MailLocale = (typeof mailLocales)[number]

/** The words of the shared frame around every mail. */
export const frameWords: Record<MailLocale, { questions: string; portal: string; reference: string }> = {
  en: { questions: 'Questions? Write to', portal: 'Customer portal', reference: 'Reference' },
  es: { questions: '¿Preguntas? Escríbenos a', portal: 'Portal de clientes', reference: 'Referencia' },
}

/** The language in which we can write to someone who prefers `tag` (BCP 47, 'es-PR'); English when there is none. */
export function mailLocaleFor(tag: string | undefined): MailLocale {
  const language = tag?.toLowerCase().split('-')[0]
  return mailLocales.find((locale) => locale === language) ?? 'en'
}
