import { Links, Meta, Scripts, ScrollRestoration } from '@remix-run/react'
import type { ReactNode } from 'react'
import sans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url'
import serif from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2?url'
import type { Theme } from './theme'

/** For `links()` of the root: both families before the style sheet asks for them. */
export const fontLinks = [sans, serif].map((href) => ({
  rel: 'preload',
  as: 'font',
  type: 'font/woff2',
  href,
  crossOrigin: 'anonymous' as const,
}))

type DocumentProps = { theme: Theme; nonce?: string; scripts?: boolean; children: ReactNode }

/** The HTML around every page, error pages included. */
export function Document({ theme, nonce, scripts = true, children }: DocumentProps) {
  return (
    <html lang="en-GB" data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {scripts ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  )
}
