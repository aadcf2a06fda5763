/** Where to go after sign-in: a path of this site and nothing else. Anything doubtful becomes the first page. */
export function localPath(given: string | null): string {
  if (!given || !given.startsWith('/') || /^\/[/\\]|[\u0000-\u001f\\]/.test(given)) return '/'
  const base = 'http://here.invalid'
  const url = URL.canParse(given, base) ? new URL(given, base) : null
  // `/.//other.example` resolves to `//other.example`, which a browser takes for another site.
  return url && url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
