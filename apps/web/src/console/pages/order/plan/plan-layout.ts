export interface GraphStep {
  key: string
  needs: string[]
}

export interface Point {
  x: number
  y: number
}

export interface PlacedStep extends Point {
  key: string
}

export interface Arrow {
  from: string
  to: string
  /** From the lower edge of one step to the upper edge of the other, around what lies between. */
  points: Point[]
}

export interface PlanLayout {
  width: number
  height: number
  /** In the order in which they are read: from above, then from the left. */
  steps: PlacedStep[]
  arrows: Arrow[]
}

export interface Sizes {
  stepWidth: number
  stepHeight: number
  gapX: number
  gapY: number
}

/** A step, or a place where an arrow passes through a layer in which it neither begins nor ends. */
interface Cell {
  id: string
  above: string[]
  isStep: boolean
}

/** How wide an arrow's place is, beside a step's 1. */
const passageShare = 0.24

/**
 * Lays a plan out in layers, each step below everything that it needs; pure. Steps of one layer stand where the middle of
 * what they need is, so that few arrows cross.
 */
export function layOutPlan(steps: GraphStep[], sizes: Sizes): PlanLayout {
  const layers = layersOf(steps)
  const x = placeAcross(layers, sizes)
  const y = (layer: number) => layer * (sizes.stepHeight + sizes.gapY)
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map(({ id }) => [id, at] as const)))
  const placed = layers.flatMap((layer, at) =>
    layer
      .filter(({ isStep }) => isStep)
      .map(({ id }) => ({ key: id, x: x.get(id) ?? 0, y: y(at) }))
      .sort((one, other) => one.x - other.x),
  )
  const known = new Set(steps.map(({ key }) => key))
  const arrows = steps.flatMap(({ key, needs }) =>
    needs
      .filter((need) => known.has(need))
      .map((need) => ({ from: need, to: key, points: pathOf(need, key) })),
  )
  const right = Math.max(0, ...placed.map((step) => step.x + sizes.stepWidth))
  const passages = layers.flat().filter(({ isStep }) => !isStep)
  const width = Math.max(
    right,
    ...passages.map(({ id }) => (x.get(id) ?? 0) + sizes.stepWidth * passageShare),
  )
  const height = layers.length === 0 ? 0 : y(layers.length - 1) + sizes.stepHeight
  return { width, height, steps: placed, arrows }

  function pathOf(from: string, to: string): Point[] {
    const middle = (id: string, isStep: boolean) =>
      (x.get(id) ?? 0) + (sizes.stepWidth * (isStep ? 1 : passageShare)) / 2
    const first = layerOf.get(from) ?? 0
    const last = layerOf.get(to) ?? 0
    const points = [{ x: middle(from, true), y: y(first) + sizes.stepHeight }]
    for (let layer = first + 1; layer < last; layer++) {
      const across = middle(passageName(from, to, layer), false)
      points.push({ x: across, y: y(layer) }, { x: across, y: y(layer) + sizes.stepHeight })
    }
    return [...points, { x: middle(to, true), y: y(last) }]
  }
}

function passageName(from: string, to: string, layer: number): string {
  return `${from} > ${to} @ ${layer}`
}

/** Each step one layer below the lowest of what it needs, and places for arrows that go further. */
function layersOf(steps: GraphStep[]): Cell[][] {
  const depthOf = depthsOf(steps)
  const layers: Cell[][] = []
  const put = (layer: number, cell: Cell) => {
    layers[layer] ??= []
    layers[layer].push(cell)
  }
  for (const { key, needs } of steps) {
    const depth = depthOf.get(key) ?? 0
    const above = needs.flatMap((need) => {
      const first = depthOf.get(need)
      if (first === undefined) return []
      let last = need
      for (let layer = first + 1; layer < depth; layer++) {
        const id = passageName(need, key, layer)
        put(layer, { id, above: [last], isStep: false })
        last = id
      }
      return [last]
    })
    put(depth, { id: key, above, isStep: true })
  }
  return layers
}

function depthsOf(steps: GraphStep[]): Map<string, number> {
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const depths = new Map<string, number>()
  const depth = (key: string, path: ReadonlySet<string>): number => {
    const known = depths.get(key)
    if (known !== undefined) return known
    const needs = (byKey.get(key)?.needs ?? []).filter((need) => byKey.has(need) && !path.has(need))
    const found = Math.max(-1, ...needs.map((need) => depth(need, new Set([...path, key])))) + 1
    depths.set(key, found)
    return found
  }
  for (const { key } of steps) depth(key, new Set([key]))
  return depths
}

/** Left edges; each layer is centred under the widest one. */
function placeAcross(layers: Cell[][], { stepWidth, gapX }: Sizes): Map<string, number> {
  const widthOf = (cell: Cell) => stepWidth * (cell.isStep ? 1 : passageShare)
  const whole = (layer: Cell[]) =>
    layer.reduce((sum, cell) => sum + widthOf(cell), 0) + gapX * Math.max(0, layer.length - 1)
  const widest = Math.max(0, ...layers.map(whole))
  const left = new Map<string, number>()
  const middle = new Map<string, number>()
  for (const layer of layers) {
    const wish = (cell: Cell) => {
      const above = cell.above.flatMap((id) => middle.get(id) ?? [])
      return above.length === 0 ? widest / 2 : above.reduce((sum, at) => sum + at, 0) / above.length
    }
    let at = (widest - whole(layer)) / 2
    for (const cell of layer.map((one) => ({ one, wish: wish(one) })).sort((a, b) => a.wish - b.wish)) {
      left.set(cell.one.id, at)
      middle.set(cell.one.id, at + widthOf(cell.one) / 2)
      at += widthOf(cell.one) + gapX
    }
  }
  return left
}
