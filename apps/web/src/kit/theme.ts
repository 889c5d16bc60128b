import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Sea green of the harbour: what can be clicked, and what is well. */
const harbour: MantineColorsTuple = [
  '#e9f6f5',
  '#d0eae8',
  '#a3d6d3',
  '#71c0bc',
  '#45aba6',
  '#229792',
  '#0f837f',
  '#0b6b69',
  '#0a5553',
  '#07403f',
]

/** Signal orange: what needs somebody's attention. */
const ember: MantineColorsTuple = [
  '#fff3ea',
  '#fde3cf',
  '#fac59e',
  '#f6a469',
  '#f2873e',
  '#e9701f',
  '#cf5a0f',
  '#a9480b',
  '#83390b',
  '#5f2a0a',
]

/** Paper and ink instead of blueish greys. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e8e5de',
  '#d9d5cc',
  '#bdb8ad',
  '#8a857a',
  '#635f57',
  '#4a4741',
  '#33312d',
  '#1f1e1b',
]

const dark: MantineColorsTuple = [
  '#dfe6e6',
  '#c3cdcd',
  '#a3b0b0',
  '#748586',
  '#3a4a4c',
  '#293739',
  '#1d282a',
  '#141d1f',
  '#0e1517',
  '#090e10',
]

const sans = "'Instrument Sans Variable', 'Segoe UI', system-ui, sans-serif"

const headings = "'Bricolage Grotesque Variable', 'Instrument Sans Variable', sans-serif"

export const theme = createTheme({
  colors: { harbour, ember, gray, dark },
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  white: '#fffefb',
  black: '#1f1e1b',
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: headings, fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '6px', md: '10px', lg: '16px', xl: '28px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects: naming the components here would put all of them into the first load.
  components: {
    Alert: { defaultProps: { radius: 'md' } },
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 600, radius: 'sm' } },
    Button: { defaultProps: { fw: 600 } },
    Card: { defaultProps: { withBorder: true, padding: 'lg', radius: 'lg' } },
    Input: { defaultProps: { size: 'md' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.45 },
        // Mantine draws the title's line as a <header>, which would count as a second banner of the page.
        attributes: { header: { role: 'none' } },
      },
      styles: {
        title: { fontFamily: headings, fontWeight: 650, fontSize: '20px', letterSpacing: '-0.015em' },
      },
    },
    Paper: { defaultProps: { radius: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: true } },
  },
})

/** Paper as the ground in the light, ink in the dark; quiet text stays readable on both (WCAG AA). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fffefb',
    '--mantine-color-dimmed': '#635f57',
    '--mantine-color-placeholder': '#736e64',
    '--mantine-color-error': '#b3261e',
    '--turnup-ground': '#f5f2ea',
    '--turnup-line': '#e3dfd5',
    '--turnup-ink': '#12302f',
    '--turnup-attention': '#a9480b',
  },
  dark: {
    '--mantine-color-body': '#182123',
    '--mantine-color-dimmed': '#a3b0b0',
    '--mantine-color-placeholder': '#8fa0a1',
    '--mantine-color-error': '#ff9a8f',
    '--turnup-ground': '#101719',
    '--turnup-line': '#2c3a3c',
    '--turnup-ink': '#cfe9e6',
    '--turnup-attention': '#f6a469',
  },
})
