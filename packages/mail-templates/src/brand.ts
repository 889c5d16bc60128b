import { z } from 'zod'

/** Who writes: one provider's look and addresses (R136). */
export const Brand = z.strictObject({
  name: z.string().min(1),
  portalUrl: z.url({ protocol: /^https?$/ }),
  supportEmail: z.email(),
  /** Six-digit hex; white text stands on it. */
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#0b4f9e'),
})
export type Brand = z.input<typeof Brand>
