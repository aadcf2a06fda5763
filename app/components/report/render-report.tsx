import { renderToStaticMarkup } from 'react-dom/server'
import { Report } from './report'
import type { ReportProps } from './report-props'
import { reportStyle } from './report-style'

/** Nothing may be fetched and no script run, whatever stands in the names. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"

/** The report as one page that needs nothing beside it. */
export function renderReport(props: ReportProps): string {
  return `<!doctype html>\n${renderToStaticMarkup(
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`Calibration of ${props.plots.file}`}</title>
        <style dangerouslySetInnerHTML={{ __html: reportStyle }} />
      </head>
      <body>
        <Report {...props} />
      </body>
    </html>,
  )}\n`
}
