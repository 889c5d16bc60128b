import { NativeSelect, useMantineColorScheme } from '@mantine/core'
import { useTranslations } from 'use-intl'

const schemes = ['light', 'dark', 'auto'] as const

export function ColorSchemeControl() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const t = useTranslations('kit')
  const words = { light: t('schemeLight'), dark: t('schemeDark'), auto: t('schemeAuto') }
  return (
    <NativeSelect
      size="sm"
      label={t('colorScheme')}
      value={colorScheme}
      onChange={(event) =>
        setColorScheme(schemes.find((scheme) => scheme === event.currentTarget.value) ?? 'auto')
      }
      data={schemes.map((value) => ({ value, label: words[value] }))}
    />
  )
}
