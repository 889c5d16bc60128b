import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'
import { Money } from '../../../kit/money.tsx'
import type { BasketLine } from './basket.ts'
import { type CheckedLine, lineAmount } from './basket-check.ts'
import styles from './basket-line-card.module.css'
import { ChosenList } from './chosen-list.tsx'
import { OptionFields, useOptionFocus, useOptionProblemWords } from './option-fields.tsx'
import { chosenOrDefault, isCardOption, optionProblems } from './options.ts'
import { useCycleWord } from './price-of.tsx'
import { QuantityField } from './quantity-field.tsx'

export interface BasketLineCardProps {
  checked: CheckedLine
  /** How many more of the product the other lines leave room for. */
  most: number
  /** What the server refused about this line, and the option that it is about, if any. */
  refusal?: { error: unknown; words: string; optionKey?: string }
  onChange: (change: Partial<BasketLine>) => void
  onRemove: () => void
}

/** One line of the basket: what was chosen, what it costs, and what is wrong with it. Changed in place. */
export function BasketLineCard({ checked, most, refusal, onChange, onRemove }: BasketLineCardProps) {
  const t = useTranslations('catalogue')
  const { line, item, problem } = checked
  const id = useId()
  const problemWords = useLineProblemWords()
  // What is about an option is said beside it.
  const isAtOption = item?.options.some(({ key }) => key === refusal?.optionKey) ?? false
  const said = problem ? problemWords(problem, checked) : isAtOption ? undefined : refusal?.words
  const box = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each refusal
  useEffect(() => {
    if (refusal && !isAtOption) box.current?.focus()
  }, [refusal?.error])
  return (
    <li
      ref={box}
      tabIndex={-1}
      className={styles.line}
      data-wrong={problem !== undefined || refusal !== undefined || undefined}
    >
      <div className={styles.head}>
        <Title order={3} id={id} className={styles.name}>
          {item ? (
            <TextLink to="/catalog/$sku" params={{ sku: item.sku }} inherit underline="hover">
              {item.name}
            </TextLink>
          ) : (
            line.name
          )}
        </Title>
        {item && <Amount item={item} line={line} />}
      </div>
      {said && (
        <p className={styles.wrong} role={refusal ? 'alert' : undefined}>
          <IconAlertTriangle size={18} aria-hidden />
          {said}
        </p>
      )}
      {item && (
        <Choices checked={checked} item={item} labelledBy={id} refusal={refusal} onChange={onChange} />
      )}
      <div className={styles.foot}>
        {item && !item.options.some(({ key }) => isCardOption(key)) && (
          <QuantityField
            of={item.name}
            max={most}
            value={line.quantity}
            onChange={(quantity) => onChange({ quantity })}
          />
        )}
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={18} aria-hidden />}
          aria-label={t('removeNamed', { name: line.name })}
          onClick={onRemove}
        >
          {t('remove')}
        </Button>
      </div>
    </li>
  )
}

function Amount({ item, line }: { item: CatalogueItemBody; line: BasketLine }) {
  const cycleWord = useCycleWord()
  return (
    <Text component="p" className={styles.amount}>
      <Money value={lineAmount(item, line)} /> <span>{cycleWord(item.billingCycle)}</span>
    </Text>
  )
}

interface ChoicesProps {
  checked: CheckedLine
  item: CatalogueItemBody
  labelledBy: string
  refusal: BasketLineCardProps['refusal']
  onChange: BasketLineCardProps['onChange']
}

/** The options in words, and opened to be changed; open at once when something is wrong with them. */
function Choices({ checked: { line, problem }, item, labelledBy, refusal, onChange }: ChoicesProps) {
  const t = useTranslations('catalogue')
  const words = useOptionProblemWords()
  const { box, toOption } = useOptionFocus()
  const needsCare = problem === 'options' || refusal?.optionKey !== undefined
  const [open, setOpen] = useState(needsCare)
  useEffect(() => {
    if (needsCare) setOpen(true)
  }, [needsCare])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each refusal
  useEffect(() => {
    if (refusal?.optionKey && open) toOption(refusal.optionKey)
  }, [refusal?.error, open])
  if (item.options.length === 0) return null
  const chosen = chosenOrDefault(item, line.options)
  const problems = Object.entries(optionProblems(item, chosen)).map(([key, one]) => [key, words(one)])
  const refused = refusal?.optionKey ? { [refusal.optionKey]: refusal.words } : {}
  return (
    <fieldset className={styles.choices} aria-labelledby={labelledBy}>
      {open ? (
        <OptionFields
          item={item}
          chosen={chosen}
          errors={{ ...refused, ...Object.fromEntries(problems) }}
          onChange={(key, value) => onChange({ options: { ...chosen, [key]: value } })}
          box={box}
        />
      ) : (
        <ChosenList options={chosen} cycle={item.billingCycle} item={item} />
      )}
      {!needsCare && (
        <Button variant="default" mt="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('doneChanging') : t('changeOptions')}
        </Button>
      )}
    </fieldset>
  )
}

function useLineProblemWords() {
  const t = useTranslations('catalogue')
  const words = {
    gone: 'lineGone',
    'not-orderable': 'lineNotOrderable',
    'too-many': 'lineTooMany',
    options: 'lineOptions',
  } as const
  return (problem: NonNullable<CheckedLine['problem']>, { line, item }: CheckedLine): string =>
    t(words[problem], { name: line.name, max: item?.maxQuantity ?? 0 })
}
