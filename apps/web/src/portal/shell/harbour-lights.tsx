/** A light over the water and its signal going out; a picture without a meaning of its own. */
export function HarbourLights({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 400 300" aria-hidden="true" fill="none" strokeLinecap="round">
      <g stroke="#71c0bc" strokeWidth="2">
        <path d="M230 78a58 58 0 0 1 0 84" opacity=".7" />
        <path d="M256 52a95 95 0 0 1 0 136" opacity=".5" />
        <path d="M282 26a132 132 0 0 1 0 188" opacity=".32" />
        <path d="M308 0a169 169 0 0 1 0 240" opacity=".18" />
        <path d="M170 78a58 58 0 0 0 0 84" opacity=".7" />
        <path d="M144 52a95 95 0 0 0 0 136" opacity=".5" />
        <path d="M118 26a132 132 0 0 0 0 188" opacity=".32" />
        <path d="M92 0a169 169 0 0 0 0 240" opacity=".18" />
      </g>
      <path d="M188 240l6-96h12l6 96" stroke="#d0eae8" strokeWidth="3" strokeLinejoin="round" />
      <circle cx="200" cy="120" r="12" fill="#f2873e" />
      <g stroke="#d0eae8" strokeWidth="2">
        <path d="M40 246h320" opacity=".8" />
        <path d="M90 262h70M180 262h40M244 262h66" opacity=".5" />
        <path d="M140 278h34M190 278h20M232 278h46" opacity=".3" />
      </g>
      <path d="M196 258v8M203 272v8M198 286v6" stroke="#f2873e" strokeWidth="3" />
    </svg>
  )
}
