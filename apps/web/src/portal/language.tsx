import type { PortalLocale } from '@turnup/contracts'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { AbstractIntlMessages } from 'use-intl'
import { loadMessages } from '../kit/load-messages.ts'

export interface Language {
  locale: PortalLocale
  messages: AbstractIntlMessages
}

const storageKey = 'turnup-language'

interface LanguageChoice {
  locale: PortalLocale
  choose(locale: PortalLocale): Promise<void>
}

const Choice = createContext<LanguageChoice | undefined>(undefined)

/** The language that was chosen here before, else the first of the browser's that we have, else English. */
export async function startLanguage(): Promise<Language> {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages]
  const locale = wanted.map(localeOf).find((found) => found !== undefined) ?? 'en'
  return load(locale)
}

/** Draws everything in the chosen language; a change comes without a reload. */
export function LanguageProvider({
  start,
  children,
}: {
  start: Language
  children: (language: Language) => ReactNode
}) {
  const [language, setLanguage] = useState(start)
  const choice = useMemo<LanguageChoice>(
    () => ({
      locale: language.locale,
      choose: async (locale) => {
        localStorage.setItem(storageKey, locale)
        setLanguage(await load(locale))
      },
    }),
    [language],
  )
  return <Choice value={choice}>{children(language)}</Choice>
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(Choice)
  if (!choice) throw new Error('useLanguage stands outside of LanguageProvider.')
  return choice
}

async function load(locale: PortalLocale): Promise<Language> {
  const messages = await loadMessages(`portal-${locale}`)
  document.documentElement.lang = locale
  return { locale, messages }
}

function localeOf(tag: string | null): PortalLocale | undefined {
  const language = tag?.slice(0, 2).toLowerCase()
  return language === 'en' || language === 'es' ? language : undefined
}
