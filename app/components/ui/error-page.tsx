import type { ReactNode } from 'react'
import { ButtonLink } from './button'

type ErrorPageProps = {
  status: number
  /** A title and a sentence of the page's own, where it knows more than the status does. */
  title?: string
  message?: string
  /** The number to tell an administrator. */
  id?: string
  acts?: ReactNode
}

type Words = { title: string; message: string; again?: true }

const words: Record<number, Words> & { 400: Words } = {
  400: {
    title: 'This request could not be read',
    message: 'The address or the form contains something that Assay does not accept. Nothing was changed.',
  },
  403: {
    title: 'You do not have access to this page',
    message: 'Your role does not include this page. Ask your administrator if you need access.',
  },
  404: {
    title: 'Page not found',
    message: 'The address may be mistyped, or you may not have access to what it shows. Nothing was changed.',
  },
  405: {
    title: 'This address takes no form',
    message: 'Nothing was changed. Go back and load the page again.',
  },
  409: {
    title: 'This was changed in the meantime',
    message: 'Someone changed it after you opened it. Open it again to see the current state.',
    again: true,
  },
  410: {
    title: 'This link is no longer valid',
    message: 'It has been used or has expired. Ask whoever sent it to you for a new one.',
  },
  413: {
    title: 'This is too large',
    message: 'Shorten the text or choose a smaller file, then send it again. Nothing was changed.',
  },
  421: {
    title: 'This address is not served here',
    message: 'Open Assay under the address your administrator gave you.',
  },
  429: { title: 'Too many attempts', message: 'Wait a moment and try again. Nothing was changed.', again: true },
  503: {
    title: 'Assay is not available at the moment',
    message: 'The server or its database is starting, stopping or too busy. Try again in a minute.',
    again: true,
  },
}
const fault: Words = {
  title: 'Something went wrong',
  message:
    'The server could not show this page. What was saved is kept. Try again; if it fails again, tell your administrator.',
  again: true,
}

const usualWords = (status: number) => words[status] ?? (status < 500 ? words[400] : fault)

/** What the error page of a status is called. */
export const errorTitle = (status: number): string => usualWords(status).title

/** One page for every way a page can fail: what happened, what is safe, what to do next. */
export function ErrorPage({ status, title, message, id, acts }: ErrorPageProps) {
  const usual = usualWords(status)
  return (
    <div className="message">
      <h1 className="h2 ink">{title ?? usual.title}</h1>
      <p>{message ?? usual.message}</p>
      {id ? <p className="code">{id}</p> : null}
      <div className="message__acts">
        {acts ?? (
          <>
            {usual.again ? (
              <ButtonLink to="." reloadDocument>
                Try again
              </ButtonLink>
            ) : null}
            <ButtonLink to="/" kind={usual.again ? 'quiet' : 'plain'}>
              Go to the dashboard
            </ButtonLink>
          </>
        )}
      </div>
    </div>
  )
}
