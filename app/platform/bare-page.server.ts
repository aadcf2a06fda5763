import type { Response } from 'express'
import { wantsPage } from './wants-page.server'

const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)

/** A page without navigation or style, for what is answered before Remix is asked: it costs no statement and no drawing. */
export const barePage = (title: string, sentence: string, act = '') => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${escaped(title)} · Assay</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(sentence)}</p>${act}</main></body></html>
`

const TITLES: Record<number, string> = {
  404: 'Page not found',
  405: 'This address does not take that',
  413: 'This is too large',
  421: 'This address is not served here',
  500: 'Something went wrong',
}

/** Ends a request with a sentence: as a page for a browser that goes there, as plain text for everything else. */
export function answerBarely(response: Response, status: number, sentence: string): void {
  response.status(status).vary('Accept')
  if (wantsPage(response.req.get('accept'), response.req.url))
    response.type('html').send(barePage(TITLES[status] ?? 'This request was refused', sentence, HOME))
  else response.type('text/plain').send(sentence)
}

const HOME = '<p><a href="/">Go to the dashboard</a></p>'
