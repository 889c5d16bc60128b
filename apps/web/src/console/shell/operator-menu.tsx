import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconChevronUp, IconExternalLink, IconKeyboard, IconLogout, IconUserCog } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SiteBody } from '@turnup/contracts'
import { announce } from '../../kit/announce.tsx'
import { useAction } from '../../kit/use-action.ts'
import { useErrorWords } from '../../kit/use-error-words.ts'
import { signOut } from '../api/session.ts'
import { useOperator } from '../api/use-operator.ts'
import styles from './console-shell.module.css'

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the device' },
] as const

/** Who is signed in, with their account, how the console looks, and the way out. */
export function OperatorMenu({ site, onHelp }: { site: SiteBody; onHelp(): void }) {
  const operator = useOperator()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const words = useErrorWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const leaving = useAction(() => signOut(queryClient), {
    onSuccess: () => navigate({ to: '/sign-in', search: {} }),
    onError: (error) => announce(words(error)),
  })
  return (
    <div className={styles.foot}>
      {leaving.error && <p className={styles.trouble}>{words(leaving.error)}</p>}
      {site.demo && (
        <a href={site.demo.sandboxUrl} target="_blank" rel="noreferrer" className={styles.outside}>
          <IconExternalLink size={16} aria-hidden />
          Sandbox
        </a>
      )}
      <Menu position="top-start" width={232} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={styles.operator}>
            <span className={styles.initials} aria-hidden="true">
              {initialsOf(operator.name)}
            </span>
            <span className={styles.who}>
              <span>{operator.name}</span>
              <span>{operator.role}</span>
            </span>
            <IconChevronUp size={16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUserCog size={17} aria-hidden />}
            onClick={() => void navigate({ to: '/account' })}
          >
            Your account
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={17} aria-hidden />} onClick={onHelp}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>Dark or light</Menu.Label>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(value) => setColorScheme(schemes.find((one) => one.value === value)?.value ?? 'auto')}
          >
            {schemes.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={17} aria-hidden />}
            disabled={leaving.isPending}
            onClick={() => leaving.run(undefined)}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? '')
    .join('')
}
