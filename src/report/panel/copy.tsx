/** Text that can be copied. */

import { useRef, useState } from 'preact/hooks'

interface Props {
  readonly title: string
  readonly text: string
}

/** Draws a titled text with a button that copies it. */
export function Copyable({ title, text }: Props) {
  const shown = useRef<HTMLPreElement>(null)
  const [copied, setCopied] = useState('')
  const copy = async () => {
    const done = await copyText(text, shown.current!)
    setCopied(done ? text : '')
  }
  return (
    <>
      <div class="titled">
        <h3>{title}</h3>
        <button type="button" onClick={copy}>
          {copied === text ? 'Copied' : 'Copy'}
        </button>
      </div>
      <pre ref={shown}>{text}</pre>
    </>
  )
}

/** Copies; where the page is not allowed to, selects what is shown, for the reader to copy. */
async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection()?.selectAllChildren(shown)
    return false
  }
}
