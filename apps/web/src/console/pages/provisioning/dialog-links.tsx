import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ProvisioningAction, ProvisioningItemBody } from '@turnup/contracts'
import { ButtonLink } from '../../../kit/link.tsx'
import { actionIcons, actionLabel, type HereAction } from './action-words.ts'
import type { RegistrationPart } from './provisioning-search.ts'

type DialogAction = Exclude<ProvisioningAction, HereAction>

const dialogActions: readonly ProvisioningAction[] = [
  'read-registration',
  'request-correction',
  'upload-documents',
  'place-number-order',
  'replace-number',
]

/** Whether it leads to a dialog with an address of its own. */
export function isDialogAction(action: ProvisioningAction): action is DialogAction {
  return dialogActions.includes(action)
}

function isAboutNumber(action: DialogAction): boolean {
  return action === 'place-number-order' || action === 'replace-number'
}

const partOf: Partial<Record<DialogAction, RegistrationPart>> = {
  'upload-documents': 'papers',
  'request-correction': 'correction',
}

export interface DialogButtonProps {
  action: DialogAction
  item: ProvisioningItemBody
  /** How the order is called. */
  name: string
  isFirst: boolean
}

/** The way to a dialog; the filters of the queue behind it stay in the address. */
export function DialogButton({ action, item, name, isFirst }: DialogButtonProps) {
  const Icon = actionIcons[action]
  const label = actionLabel(action, item)
  const look = {
    size: 'xs',
    variant: isFirst ? 'filled' : 'default',
    leftSection: <Icon size={15} aria-hidden />,
    'aria-label': `${label}, order ${name}`,
    params: { id: item.orderId },
    resetScroll: false,
  } as const
  return isAboutNumber(action) ? (
    <ButtonLink to="/provisioning/$id/number" search={(present) => present} {...look}>
      {label}
    </ButtonLink>
  ) : (
    <ButtonLink
      to="/provisioning/$id/registration"
      search={(present) => ({ ...present, part: partOf[action] })}
      {...look}
    >
      {label}
    </ButtonLink>
  )
}

export function DialogItem({ action, item }: Pick<DialogButtonProps, 'action' | 'item'>) {
  const navigate = useNavigate()
  const Icon = actionIcons[action]
  const params = { id: item.orderId }
  const open = () =>
    isAboutNumber(action)
      ? navigate({
          to: '/provisioning/$id/number',
          params,
          search: (present) => present,
          resetScroll: false,
        })
      : navigate({
          to: '/provisioning/$id/registration',
          params,
          search: (present) => ({ ...present, part: partOf[action] }),
          resetScroll: false,
        })
  return (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={() => void open()}>
      {actionLabel(action, item)}
    </Menu.Item>
  )
}
