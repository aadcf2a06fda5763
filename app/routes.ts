import { flatRoutes } from '@remix-run/fs-routes'
import { layout } from '@remix-run/route-config'

export default [layout('layout.tsx', await flatRoutes())]
