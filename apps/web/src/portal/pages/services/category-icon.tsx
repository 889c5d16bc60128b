import {
  IconDeviceMobile,
  IconDeviceSim,
  IconPhoneCall,
  IconRouter,
  IconShieldLock,
  IconStack2,
} from '@tabler/icons-react'
import type { SubscriptionBody } from '@turnup/contracts'

const icons = {
  internet: IconRouter,
  sim: IconDeviceSim,
  esim: IconDeviceMobile,
  vpn: IconShieldLock,
  pbx: IconPhoneCall,
  other: IconStack2,
}

export function CategoryIcon({ category }: { category: SubscriptionBody['category'] }) {
  const Icon = icons[category]
  return <Icon size={26} stroke={1.6} aria-hidden />
}
