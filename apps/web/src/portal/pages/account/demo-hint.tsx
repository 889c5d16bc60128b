import { Button } from '@mantine/core'
import styles from './welcome-form.module.css'

/** In a demonstration: fills in what somebody who only looks around cannot know. */
export function DemoHint({ text, label, onUse }: { text: string; label: string; onUse: () => void }) {
  return (
    <div className={styles.demo}>
      <p>{text}</p>
      <Button variant="default" onClick={onUse}>
        {label}
      </Button>
    </div>
  )
}
