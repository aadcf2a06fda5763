import type { ServerBuild } from '@remix-run/node'

/** Thrown, so that the error page says it. */
function takesNoForm(): never {
  throw new Response('This address takes no form. Nothing was changed. Go back and load the page again.', {
    status: 405,
    headers: { Allow: 'GET, HEAD, OPTIONS', 'Content-Type': 'text/plain; charset=utf-8' },
  })
}

/** The build in which every route has an action: where one has none Remix answers in its own words, meant for us. */
export function withEveryAction(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) =>
    !route || route.module.action ? [id, route] : [id, { ...route, module: { ...route.module, action: takesNoForm } }],
  )
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}
