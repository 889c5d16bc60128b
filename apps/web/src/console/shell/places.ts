import {
  IconChartBar,
  IconChecklist,
  IconFirstAidKit,
  IconListDetails,
  IconMail,
  IconPhoneCall,
  IconPlugConnected,
  IconRoute,
  IconRouteSquare2,
  IconShieldLock,
  IconTag,
  IconUsers,
} from '@tabler/icons-react'

/** Where operators can go; `key` follows g on the keyboard. */
export const places = [
  { to: '/', label: 'Queue', key: 'q', icon: IconListDetails },
  { to: '/provisioning', label: 'Provisioning', key: 'p', icon: IconPhoneCall },
  { to: '/fallout', label: 'Fallout', key: 'f', icon: IconFirstAidKit },
  { to: '/dry-run', label: 'Dry run', key: 'd', icon: IconRoute },
  { to: '/customers', label: 'Customers', key: 'c', icon: IconUsers },
  { to: '/catalogue', label: 'Catalogue', key: 'k', icon: IconTag },
  { to: '/provider-mapping', label: 'Provider mapping', key: 'v', icon: IconRouteSquare2 },
  { to: '/connectors', label: 'Connectors', key: 'n', icon: IconPlugConnected },
  { to: '/mails', label: 'Mails', key: 'm', icon: IconMail },
  { to: '/metrics', label: 'Metrics', key: 's', icon: IconChartBar },
  { to: '/audit', label: 'Audit log', key: 'a', icon: IconChecklist },
  { to: '/operators', label: 'Operators', key: 'o', icon: IconShieldLock },
] as const
